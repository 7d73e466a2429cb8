"""How fast documents are read, beside markitdown and docling's Word backend. Prints a Markdown table.

    KOERS_BENCH=1 ./do python benchmarks/reading/run.py [--others PYTHON] [--times 5]

`--others` is the Python that has markitdown and docling (docling-slim is enough), when it is not this one. A tool
that is absent is left out. Every tool reads every file in a process of its own; the median of the runs counts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import long_report

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CATALOGUE = ROOT.parent / "shared" / "documents"
READS = {
    "koers": {".txt", ".html", ".docx", ".odt", ".pdf"},
    "markitdown": {".txt", ".html", ".docx", ".pdf"},
}
READS["docling"] = {".docx"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--others", default=sys.executable)
    parser.add_argument("--times", type=int, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = _files(Path(folder))
        print(
            f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {_processor()}\n"
        )
        print("| file | tool | median | first, with imports | peak memory | characters | times Koers |")
        print("|---|---|---|---|---|---|---|")
        for file in files:
            _rows(file, chosen.others, chosen.times)
        print("\n| `koers read FILE --format json`, the whole command | median |\n|---|---|")
        for file in files:
            print(f"| {file.name} | {_command(file, chosen.times):.2f} s |")


def _files(folder: Path) -> list[Path]:
    source = folder / "100-pages-60-tables.docx"
    long_report.write(source)
    files = [source]
    office = shutil.which("soffice")
    for kind in ("odt", "html:HTML:EmbedImages", "pdf") if office else ():
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [
            str(office),
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True)
        files.append(source.with_suffix("." + kind.split(":")[0]))
    return files + sorted(CATALOGUE.glob("002_*.txt"))


def _rows(file: Path, others: str, times: int) -> None:
    koers = 0.0
    for tool, kinds in READS.items():
        if file.suffix not in kinds:
            continue
        told = _measured(sys.executable if tool == "koers" else others, tool, file, times)
        if told is None:
            print(f"| {file.name} | {tool} | not installed | | | | |")
            continue
        median = statistics.median(told["warm"])
        koers = koers or median
        print(
            f"| {file.name} | {tool} | {median:.3f} s | {told['first']:.2f} s | {told['peak'] / 1e6:.0f} MB "
            f"| {told['characters']} | {median / koers:.1f} |"
        )


def _measured(python: str, tool: str, file: Path, times: int) -> dict[str, Any] | None:
    command = [python, str(HERE / "one_tool.py"), tool, str(file), str(times)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return None
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _command(file: Path, times: int) -> float:
    """`koers read` as a whole: start, limited child process, extraction, JSON. Median seconds."""
    taken: list[float] = []
    koers = str(Path(sys.executable).with_name("koers"))
    for _ in range(times):
        begun = time.perf_counter()
        subprocess.run([koers, "read", str(file), "--format", "json"], stdout=subprocess.DEVNULL, check=False)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


if __name__ == "__main__":
    main()
