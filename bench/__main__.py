"""``python -m bench`` lists the benchmarks; ``python -m bench NAME [--json]`` runs one."""

import argparse
import importlib
import json
import os
import pkgutil
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from . import parts


def benchmarks():
    """Modules of this package that have a ``run``."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        text = (Path(__file__).parent / f"{module.name}.py").read_text()
        if "\ndef run(" in text:
            yield module.name, text.split('"""')[1].splitlines()[0]


def show(values, indent=""):
    for name, value in values.items():
        if isinstance(value, dict):
            print(f"{indent}{name}:")
            show(value, indent + "  ")
        else:
            print(f"{indent}{name:28} {value}")


def main():
    names = dict(benchmarks())
    if len(sys.argv) < 2:
        for name, line in names.items():
            print(f"{name:10} {line}")
        return
    parser = argparse.ArgumentParser(prog="python -m bench")
    which = parser.add_subparsers(dest="name", required=True)
    for name, line in names.items():
        one = which.add_parser(name, help=line)
        one.add_argument("--json", action="store_true", help="print one JSON object")
        importlib.import_module(f"bench.{name}").options(one)
    asked = parser.parse_args()
    try:
        found = {
            "benchmark": asked.name,
            "when": datetime.now(UTC).isoformat(timespec="seconds"),
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            **importlib.import_module(f"bench.{asked.name}").run(asked),
        }
    finally:
        parts.tidy()
    if asked.json:
        print(json.dumps(found))
    else:
        show(found)


if __name__ == "__main__":
    main()
