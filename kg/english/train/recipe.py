"""In which steps is the shipped model made? Teachers, silver sentences, the student, its files; each step is resumable."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch

from kg.english.parser import Labels, Parser
from kg.english.tokens import Tokenizer
from kg.english.train import silver
from kg.english.train.check import TorchScorer, check, lemma_table
from kg.english.train.data import Corpus, Encoder, Example, labels_of, read_corpus
from kg.english.train.export import export
from kg.english.train.fillers import Fillers
from kg.english.train.loop import Settings, train
from kg.english.train.network import MINILM, MPNET, Network, Size
from kg.english.train.noise import NewsItems, noisy
from kg.english.train.teacher import vocabulary_map
from kg.english.treebank import Sentence, Treebank
from kg.english.wordpiece import WordPiece

NEWS = Path(__file__).with_name("news.txt")
NEWS_DRAWS = 4  # how often each news item is filled with other names
RESTART_RATE = 0.5  # of the first round's rates, in a warm restart
SILVER_SHARE = 0.75  # silver sentences take part in this first share of the epochs; the rest are gold alone


@dataclass(frozen=True, slots=True)
class Plan:
    """Where things are, and how long to train."""

    data: Path
    out: Path
    student: Path  # sentence-transformers folder of all-MiniLM-L6-v2
    teacher: Path | None = None  # of all-mpnet-base-v2
    texts: Path | None = None  # .txt files nobody annotated
    teachers: int = 2
    teacher_epochs: int = 10
    student_epochs: int = 28
    restart_epochs: int = 0  # a second round of the student, from the weights of the first
    layers: int = 6
    seed: int = 1


class Recipe:
    """The steps of a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        plan.out.mkdir(parents=True, exist_ok=True)
        self.corpus: Corpus = read_corpus(plan.data)
        self.labels: Labels = labels_of(self.corpus.train)
        self.lemmas = lemma_table(self.corpus.train)
        self.pieces = WordPiece(plan.student / "tokenizer.json")
        self.encode = Encoder(self.labels, self.pieces)
        self.cut = Tokenizer({form for form, _ in self.lemmas if form.islower()} | self.pieces.words())
        self.fillers = Fillers.read()
        self._vocabulary = (
            vocabulary_map(plan.student / "tokenizer.json", plan.teacher / "tokenizer.json") if plan.teacher else None
        )

    def _draw(
        self, gold: list[list[Sentence]], extra: list[list[Sentence]], epochs: int
    ) -> Callable[[int, random.Random], list[list[Example]]]:
        """An epoch's documents: all gold ones with noise, and a part of the extra ones, about as many words."""
        kept = {id(s): self.encode(s) for d in gold for s in d}
        gold_words = sum(len(s.words) for d in gold for s in d)
        extra_words = sum(len(s.words) for d in extra for s in d)
        parts = max(1, round(extra_words / gold_words))

        def draw(epoch: int, rng: random.Random) -> list[list[Example]]:
            out = []
            for document in gold:
                row = []
                for sentence in document:
                    changed = noisy(sentence, rng, self.fillers, self.cut)
                    row.append(kept[id(sentence)] if changed is sentence else self.encode(changed))
                out.append(row)
            if extra and epoch < SILVER_SHARE * epochs:
                for document in extra[epoch % parts :: parts]:
                    out.append([self.encode(noisy(s, rng, self.fillers, self.cut)) for s in document])
            return out

        return draw

    def _parser(self, scorer: Any) -> Parser:
        return Parser(scorer, self.labels, self.pieces, self.lemmas)

    def _train(
        self,
        name: str,
        size: Size,
        start: Path | Network,
        settings: Settings,
        extra: list[list[Sentence]],
        vocabulary: Any = None,
    ) -> Network:
        """Train one network from an encoder's folder or from a network's weights, or read it when it is done."""
        network = Network(self.labels, size, vocabulary)
        done = self.plan.out / f"{name}.pt"
        if done.exists():
            network.load_state_dict(torch.load(done))
            return network
        torch.manual_seed(settings.seed)
        network = Network(self.labels, size, vocabulary)
        if isinstance(start, Network):
            network.load_state_dict(start.state_dict())
        else:
            network.encoder.load(start)
        gold = [d for t in self.corpus.train for d in t.documents]

        def report(epoch: int, averaged: Network) -> None:
            if epoch % 4 == 0 or epoch == settings.epochs:
                parser = self._parser(TorchScorer(averaged))
                for treebank in self.corpus.dev:
                    print(name, epoch, treebank.name, json.dumps(check(parser, treebank)), file=sys.stderr, flush=True)

        draw = self._draw(gold, extra, settings.epochs)
        averaged = train(network, draw, self.pieces, settings, self.plan.out / f"{name}.checkpoint", after_epoch=report)
        torch.save(averaged.state_dict(), done)
        return averaged

    def teachers(self) -> list[Network]:
        """Train (or read) the teachers; none without a teacher's encoder."""
        if self.plan.teacher is None:
            return []
        settings = Settings(epochs=self.plan.teacher_epochs, encoder_rate=5e-5, embedding_rate=2e-5)
        return [
            self._train(
                f"teacher-{k}", MPNET, self.plan.teacher, replace(settings, seed=self.plan.seed + k), [], self._vocabulary
            )
            for k in range(1, self.plan.teachers + 1)
        ]

    def silver(self, teachers: list[Network]) -> list[list[Sentence]]:
        """What the teachers make of unannotated texts and of the news items; also fills gaps in the gold sentences' layers."""
        if not teachers:
            return []
        parser = self._parser(silver.Ensemble([TorchScorer(t) for t in teachers]))
        path = self.plan.out / "silver.jsonl"
        if not path.exists():
            partial = path.with_suffix(".part")
            done = len(silver.read(partial).documents) if partial.exists() else 0
            rng = random.Random(self.plan.seed)
            items = NewsItems(NEWS, self.fillers, self.cut)
            news = Treebank("news", [d for _ in range(NEWS_DRAWS) for d in items.draw(rng)])
            if done < len(news.documents):
                partial.unlink(missing_ok=True)
                silver.fill(news, parser)
                silver.write(news.documents, partial)
                done = len(news.documents)
            texts = silver.read_texts(self.plan.texts) if self.plan.texts else iter(())
            rest = list(texts)[done - len(news.documents) :]
            silver.write((silver.parse(parser, self.cut, name, paragraphs) for name, paragraphs in rest), partial)
            partial.replace(path)
        filled = self.plan.out / "filled.jsonl"
        if not filled.exists():
            for treebank in self.corpus.train:
                silver.fill(treebank, parser)
            silver.write((d for t in self.corpus.train for d in t.documents), filled)
        self.corpus = replace(self.corpus, train=[silver.read(filled)])
        return silver.read(path).documents

    def _restart(self, first: Settings) -> Settings:
        """A warm restart (Loshchilov and Hutter 2017, SGDR): the rates go up once more, less high, and other noise is drawn."""
        return replace(
            first,
            epochs=self.plan.restart_epochs,
            seed=first.seed + 1,
            encoder_rate=first.encoder_rate * RESTART_RATE,
            embedding_rate=first.embedding_rate * RESTART_RATE,
            head_rate=first.head_rate * RESTART_RATE,
        )

    def run(self) -> Path:
        """All steps; return the folder of the shipped files."""
        extra = self.silver(self.teachers())
        size = replace(MINILM, layers=self.plan.layers)
        settings = Settings(epochs=self.plan.student_epochs, seed=self.plan.seed)
        student = self._train("student", size, self.plan.student, settings, extra)
        if self.plan.restart_epochs:
            student = self._train("student-again", size, student, self._restart(settings), extra)
        folder = self.plan.out / "model"
        export(student, self.labels, self.lemmas, self.plan.student / "tokenizer.json", folder)
        return folder
