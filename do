#!/usr/bin/env bash
# ./do COMMAND [ARGS...]: makes the environment when it is absent or out of date, then runs COMMAND in it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
requirements=requirements/test.txt
[ "${KOERS_BENCH:-}" = 1 ] && requirements=requirements/bench.txt
stamp=.venv/.koers-requirements
wanted=$(cat .python-version "$requirements" pyproject.toml | sha256sum | cut -d' ' -f1)

install() {
  local uv
  if command -v uv >/dev/null 2>&1; then uv=uv; else
    [ -x .uv/bin/uv ] || { python3 -m venv .uv && .uv/bin/pip install --quiet --disable-pip-version-check uv; }
    uv=.uv/bin/uv
  fi
  [ -x .venv/bin/python ] || "$uv" venv --quiet .venv
  "$uv" pip sync --quiet --require-hashes "$requirements" --python .venv/bin/python
  # The build backend comes from the locked requirements too, so that no second, unlocked download happens.
  "$uv" pip install --quiet --no-deps --no-build-isolation --editable . --python .venv/bin/python
  printf '%s' "$wanted" >"$stamp"
}

if [ "$(cat "$stamp" 2>/dev/null || true)" != "$wanted" ]; then
  echo "Koers wordt klaargezet (eenmalig, ongeveer een halve minuut)…" >&2
  install
fi
export PATH="$PWD/.venv/bin:$PATH" VIRTUAL_ENV="$PWD/.venv"
[ $# -gt 0 ] || { echo "Gebruik: ./do OPDRACHT, bijvoorbeeld ./do koers demo of ./do pytest" >&2; exit 2; }
exec "$@"
