"""How fast are documents read, beside parsing them? `python tests/benchmarks/reading.py DOCUMENTS [--jobs 1 2] [--words 500]`.

In one run, one after the other, on the same documents: parsing alone; reading in one process; loading into a store on disk with
each number of processes. Each document has 500 words of the samples, cut at paragraphs; with more documents than samples the
texts come again under other names. Each line is timed in a process of its own, without the seconds that it takes to start, so that
its memory is its own: the largest resident set of that process or of any that it started, once at a tenth of the documents and once
at the end. Words/s are by the clock, ratios of one process to another by the time of the processor, on which others do not weigh.
Read the ratios, not the times.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.english.model import load_parser
from kg.load import load
from kg.model import Document
from kg.store import Store
from loaders.pipeline import Reader
from loaders.read.sources import read

SAMPLES = Path(__file__).resolve().parents[2] / "loaders" / "samples"
Seen = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Line:
    """What one way of doing took, and peak memory in MB, early and at the end.

    `start` is seconds to the end of the first document, `rest` those for the others, `work` the seconds of the processor in `rest`.
    """

    start: float
    rest: float
    work: float
    early: float
    peak: float


def texts(words: int) -> list[Document]:
    """Documents of about so many words, at least: the samples, each followed by paragraphs of those after it."""
    samples = [d for d in read([str(SAMPLES)]) if isinstance(d, Document) and not d.layout]
    out = []
    for place, sample in enumerate(samples):
        paragraphs: list[str] = []
        for other in samples[place:] + samples[:place]:
            for paragraph in other.text.split("\n\n"):
                if sum(len(p.split()) for p in paragraphs) < words:
                    paragraphs.append(paragraph)
        out.append(Document(sample.name, "\n\n".join(paragraphs), sample.outlet, sample.published, sample.title, sample.url))
    return out


def documents(count: int, words: int) -> Iterator[Document]:
    """So many documents, the texts in turn, each under a name of its own."""
    made = texts(words)
    for number in range(count):
        d = made[number % len(made)]
        yield Document(f"{number:06}-{d.name}", d.text, d.outlet, d.published, d.title, f"{d.url}?n={number}")


def parsing(given: Iterator[Document], seen: Seen) -> None:
    """Parse the documents, paragraph by paragraph, and keep nothing."""
    tokenizer, parser = load_parser()
    for document in given:
        words: list[str] = []
        bounds = []
        for paragraph in document.text.split("\n"):
            bounds.append(len(words))
            words += [paragraph[a:b] for a, b in tokenizer(paragraph)]
        parser.parse(words, bounds)
        seen(document.name)


def reading(given: Iterator[Document], seen: Seen) -> None:
    """Read the documents and keep nothing."""
    reader = Reader()
    for document in given:
        reader.read(document)
        seen(document.name)


def loading(given: Iterator[Document], seen: Seen, jobs: int) -> None:
    """Load the documents into a store on disk."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        tally = load(store, given, jobs=jobs, seen=seen)
        store.close()
        if tally.rejected:
            raise SystemExit(f"not loaded: {tally.rejected[0]}")


def peak() -> float:
    """The largest resident set so far of this process, or of the largest that it started and that ended, in MB."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def measured(jobs: int | None, count: int, words: int, out: multiprocessing.SimpleQueue[Line]) -> None:
    """Do all documents in one way (None: parsing; 0: reading; else loading with so many processes) and tell what it took."""
    given, done, first, early, worked = documents(count, words), 0, 0.0, 0.0, 0.0

    def seen(name: str) -> None:
        nonlocal done, first, early, worked
        done += 1
        if done == 1:
            first, worked = time.perf_counter(), time.process_time()
        if done == max(2, count // 10):
            early = peak()

    begun = time.perf_counter()
    if jobs is None:
        parsing(given, seen)
    elif jobs == 0:
        reading(given, seen)
    else:
        loading(given, seen, jobs)
    end = time.perf_counter()
    out.put(Line(first - begun, end - first, time.process_time() - worked, early, peak()))


def timed(jobs: int | None, count: int, words: int) -> Line:
    """`measured` in a fresh process."""
    spawn = multiprocessing.get_context("spawn")
    out: multiprocessing.SimpleQueue[Line] = spawn.SimpleQueue()
    process = spawn.Process(target=measured, args=(jobs, count, words, out))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"the measured process ended with {process.exitcode}")
    return out.get()


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure each way and print the lines and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=int, help="how many, two or more")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2], help="numbers of processes to load with")
    parser.add_argument("--words", type=int, default=500, help="words of a document")
    given = parser.parse_args(arguments)
    if given.documents < 2:
        parser.error("two documents or more: the first is not timed")
    made = texts(given.words)
    sizes = [len(made[k % len(made)].text.split()) for k in range(given.documents)]
    print(f"{given.documents} documents, {sum(sizes) / len(sizes):.0f} words each; the first is not timed")
    print(f"{'':<24}{'start':>9}{'words/s':>10}{'of 500 words/s':>16}{'busy':>8}{'memory':>10}{'at a tenth':>12}")
    ways: dict[str, int | None] = {"parse alone": None, "read": 0, **{f"load --jobs {j}": j for j in given.jobs}}
    lines = {}
    for name, jobs in ways.items():
        line = lines[name] = timed(jobs, given.documents, given.words)
        rate = sum(sizes[1:]) / line.rest
        one = not jobs or jobs == 1
        early = f"{line.early:>9.0f} MB" if one else f"{'-':>12}"
        busy = f"{line.work / line.rest:>8.0%}" if one else f"{'-':>8}"
        print(f"{name:<24}{line.start:>7.1f} s{rate:>10.0f}{rate / 500:>16.1f}{busy}{line.peak:>7.0f} MB{early}", flush=True)
    alone, whole = lines["parse alone"], lines["read"]
    print(f"\nreading against parsing: {whole.work / alone.work:.2f} times the work (2.00 is the most allowed)")
    print(f"memory of reading, all documents against a tenth of them: {whole.peak / whole.early:.2f} times")
    loads = [lines[f"load --jobs {j}"] for j in given.jobs]
    for jobs, line in zip(given.jobs, loads, strict=True):
        if jobs == 1:
            print(f"load --jobs 1 against parsing: {line.work / alone.work:.2f} times the work")
        if line is not loads[0]:
            print(f"load --jobs {jobs} against --jobs {given.jobs[0]}: {loads[0].rest / line.rest:.2f} times as fast")


if __name__ == "__main__":
    main()
