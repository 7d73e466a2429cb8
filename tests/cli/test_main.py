"""What someone at a terminal sees: Dutch help, one clear line for a mistake, exit 2, never a traceback."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from koers.cli import main
from koers.cli import main as main_function
from koers.cli.main import _COMMANDS, WrongUse, _guarded


def test_without_arguments_the_commands_are_listed_and_the_status_is_wrong_use(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 2
    out = capsys.readouterr().out
    for name in ("demo", "serve", "worker", "migrate", "check", "read", "import"):
        assert f"  {name}" in out


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert main(["--version"]) == 0
    assert "koers 0.1.0" in capsys.readouterr().out


@pytest.mark.parametrize("name", sorted(_COMMANDS))
def test_every_command_explains_itself_in_dutch(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith(f"Gebruik: koers {name}")
    for english in ("usage", "positional", "optional", "options:", "show this help"):
        assert english not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["read"], "U noemt geen FILE. Uitleg: koers read --help"),
        (["read", "x.txt", "--kind", "roman"], "roman kan niet bij --kind."),
        (["read", "x.txt", "--kleur"], "Onbekend: --kleur."),
        (["read", "x.txt", "--format"], "Bij --format hoort een waarde."),
        (["import", "x.txt", "--organisation", "a", "--accept", "--accept-all"], "gaan niet samen"),
        (["serve", "--port", "acht"], "Bij --port hoort een heel getal"),
    ],
)
def test_wrong_use_is_one_dutch_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_an_unknown_command_names_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lezen"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("Onbekende opdracht: lezen. Kies uit demo, serve")


@pytest.mark.parametrize(
    ("error", "status"), [(WrongUse("Dit kan niet."), 2), (KeyboardInterrupt(), 130), (BrokenPipeError(), 0)]
)
def test_what_goes_wrong_becomes_a_status(
    error: BaseException, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    def work() -> int:
        raise error

    assert _guarded(work) == status
    assert capsys.readouterr().err.strip() == ("Dit kan niet." if status == 2 else "")


def test_help_starts_at_once_and_loads_no_framework() -> None:
    began = time.monotonic()
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from koers.cli import main; main(['--help']); print('django' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip().endswith("False")
    assert time.monotonic() - began < 10, "a hang, not a measurement: benchmarks/ measures"


def test_the_module_is_a_program() -> None:
    done = subprocess.run([sys.executable, "-m", "koers.cli"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout.startswith("Gebruik: koers")


def test_the_installed_command_is_this_one() -> None:
    from importlib.metadata import entry_points

    (found,) = entry_points(group="console_scripts", name="koers")
    assert found.load() is main_function
