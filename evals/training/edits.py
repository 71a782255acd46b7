"""Edits that turn a sentence into one that says something else, each with the check that it would then fail."""

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from assistant.model.text import Parse, Token
from evals.training.edited_sentence import EditedSentence, subtree_of

WORDS = yaml.safe_load((Path(__file__).parent / "contrasts.yaml").read_text(encoding="utf-8"))
OBJECTS = frozenset({"dobj", "dative", "pobj"})
NEARLY = (
    "nearly {done}",
    "almost {done}",
    "wanted to {do}",
    "meant to {do}",
    "was going to {do}",
    "did not quite {do}",
)
MEANT = frozenset({"want", "mean", "try", "plan", "need", "hope", "decide"})
NEVER = 0.15
"""How often "never" stands for "not"."""
CASES = {"i": "me", "he": "him", "she": "her", "they": "them"}
CASES_BACK = {"me": "I", "him": "he", "her": "she", "them": "they"}
OTHERS = ("she", "he", "they", "the client", "my colleague", "my supervisor")


class Edit(NamedTuple):
    """A sentence that says something else, and the check that it would fail beside the first."""

    text: str
    check: str
    adds: bool = False


class Edits:
    """Makes them; holds the words, what it has read of past tenses and phrases, and the seed."""

    def __init__(self, rng: random.Random) -> None:
        self.random = rng
        self.done: dict[str, str] = {}
        self.phrases: list[str] = []
        self.opposites = _both_ways(WORDS["opposites"])
        self.scales = _both_ways(WORDS["scales"])
        self.others = {
            w: [o for o in row if o != w] for row in (*WORDS["times"], WORDS["numbers"]) for w in row
        }

    def learn(self, parse: Parse) -> None:
        """Take in the past tense of verbs and the phrases that may stand in for another."""
        for t in parse.tokens:
            if t.tag == "VBD" and t.pos == "VERB" and t.text.isalpha():
                self.done.setdefault(t.lemma, t.text.lower())
        for n, t in enumerate(parse.tokens):
            if t.dep in OBJECTS and t.pos == "NOUN":
                phrase = subtree_of(parse, n).of(parse.text)
                if 1 < len(phrase.split()) <= 4 and "\n" not in phrase:
                    self.phrases.append(phrase)

    def edit(self, sentence: EditedSentence) -> Edit | None:
        """One edit of the sentence, by chance; nothing where none holds."""
        kinds: list[Callable[[EditedSentence], Edit | None]] = [
            self._negated, self._negated, self._negated, self._unreal, self._unreal, self._exchanged, self._exchanged,
            self._other_actor, self._other_actor, self._opposite, self._opposite, self._scaled, self._scaled,
            self._other_number, self._other_phrase, self._strengthened, self._caused,
        ]  # fmt: skip
        self.random.shuffle(kinds)
        return next((e for kind in kinds if (e := kind(sentence)) and e.text != sentence.text), None)

    def _negated(self, s: EditedSentence) -> Edit | None:
        at = s.main_verb()
        if at is None:
            return None
        verb = s.tokens[at]
        negation = next((n for n in s.children(at) if s.tokens[n].dep == "neg"), None)
        if negation is not None:
            return self._affirmed(s, at, negation)
        helper = next(
            (n for n in s.children(at) if s.tokens[n].dep in {"aux", "auxpass"} and s.tokens[n].tag != "TO"),
            None,
        )
        if helper is not None or (verb.lemma == "be" and verb.tag in {"VBD", "VBZ", "VBP"}):
            near = s.tokens[at if helper is None else helper]
            word = "never" if self.random.random() < NEVER else "not"
            return Edit(s.replaced({near: f"{near.text} {word}"}), "polarity")
        helpers = {"VBD": "did", "VBZ": "does", "VBP": "do"}
        if verb.tag not in helpers:
            return None
        if verb.tag == "VBD" and self.random.random() < NEVER:
            return Edit(s.replaced({verb: f"never {verb.text}"}), "polarity")
        word = self.random.choice((" not", "n't"))
        return Edit(s.replaced({verb: f"{helpers[verb.tag]}{word} {verb.lemma}"}), "polarity")

    def _affirmed(self, s: EditedSentence, at: int, negation: int) -> Edit | None:
        verb, no = s.tokens[at], s.tokens[negation]
        if no.text.lower() == "never":
            return Edit(s.replaced({no: ""}), "polarity")
        helper = s.tokens[negation - 1] if negation else None
        if helper is None or helper.dep not in {"aux", "auxpass", "ROOT"}:
            return None
        if helper.lemma != "do":
            full = {"ca": "can", "wo": "will", "sha": "shall"}.get(helper.text.lower(), helper.text)
            return Edit(s.replaced({helper: full, no: ""}), "polarity")
        past = self.done.get(verb.lemma)
        if helper.text.lower() == "did" and past:
            return Edit(s.replaced({helper: "", no: "", verb: past}), "polarity")
        return Edit(s.replaced({no: ""}), "polarity")

    def _unreal(self, s: EditedSentence) -> Edit | None:
        """What was done as only nearly done; what was only wanted as done."""
        at = s.main_verb()
        if at is None:
            return None
        verb = s.tokens[at]
        meant = next((n for n in s.children(at) if s.tokens[n].dep == "xcomp"), None)
        if verb.lemma in MEANT and verb.tag == "VBD" and meant:
            to, act = s.tokens[meant - 1], s.tokens[meant]
            past = self.done.get(act.lemma)
            if to.tag == "TO" and past:
                return Edit(s.replaced({verb: "", to: "", act: past}), "polarity")
        hedged = [n for n in s.children(at) if s.tokens[n].text.lower() in {"nearly", "almost"}]
        if hedged:
            return Edit(s.replaced({s.tokens[hedged[0]]: ""}), "polarity")
        if (
            verb.tag != "VBD"
            or verb.pos != "VERB"
            or any(s.tokens[n].dep in {"aux", "neg"} for n in s.children(at))
        ):
            return None
        form = self.random.choice(NEARLY).format(done=verb.text, do=verb.lemma)
        if form.startswith("was ") and (subject := s.subject_of(at)) and subject.text.lower() == "they":
            form = "were " + form.removeprefix("was ")
        return Edit(s.replaced({verb: form}), "polarity")

    def _exchanged(self, s: EditedSentence) -> Edit | None:
        """Who does it and to whom it is done, the other way round."""
        for at, verb in enumerate(s.tokens):
            subject = s.subject_of(at)
            thing = next((s.tokens[n] for n in s.children(at) if s.tokens[n].dep in {"dobj", "dative"}), None)
            if verb.tag == "VBD" and subject and thing and _is_person(subject) and _is_person(thing):
                new = {subject: _as_subject(thing.text), thing: CASES.get(subject.text.lower(), subject.text)}
                return Edit(s.replaced(new), "experiencer")
        return None

    def _other_actor(self, s: EditedSentence) -> Edit | None:
        actors = [
            (at, t)
            for at, verb in enumerate(s.tokens)
            if (t := s.subject_of(at)) and verb.tag in {"VBD", "VB"}
        ]
        actors = [(at, t) for at, t in actors if t.text.lower() in CASES]
        if not actors:
            return None
        at, actor = self.random.choice(actors)
        first = actor.text.lower() == "i"
        others = OTHERS if first else ("I",)
        new = {actor: self.random.choice(others)}
        for n in (at, *s.children(at)):
            said = s.tokens[n].text.lower()
            if said in {"were", "weren't"} or (said == "was" and new[actor] == "they"):
                new[s.tokens[n]] = "were" if new[actor] == "they" else said.replace("were", "was")
        return Edit(s.replaced(new), "experiencer")

    def _opposite(self, s: EditedSentence) -> Edit | None:
        return self._exchange_word(s, self.opposites, "polarity")

    def _scaled(self, s: EditedSentence) -> Edit | None:
        return self._exchange_word(s, self.scales, "intensity")

    def _other_number(self, s: EditedSentence) -> Edit | None:
        digits = [t for t in s.tokens if t.text.isdigit() and len(t.text) < 4]
        if digits:
            t = self.random.choice(digits)
            return Edit(s.replaced({t: str(int(t.text) + self.random.choice((1, 2, 3, 5, 10)))}), "new_fact")
        return self._exchange_word(s, self.others, "new_fact")

    def _exchange_word(self, s: EditedSentence, words: dict[str, list[str]], check: str) -> Edit | None:
        found = [t for t in s.tokens if t.text.lower() in words]
        if not found:
            return None
        t = self.random.choice(found)
        new = self.random.choice(words[t.text.lower()])
        return Edit(
            s.replaced({t: new.capitalize() if t.text[:1].isupper() and t.text != "I" else new}), check
        )

    def _other_phrase(self, s: EditedSentence) -> Edit | None:
        things = [n for n, t in enumerate(s.tokens) if t.dep in OBJECTS and t.pos == "NOUN"]
        if not things or not self.phrases:
            return None
        span = s.subtree(self.random.choice(things))
        new = self.random.choice(self.phrases)
        return Edit(s.text[: span.start] + new + s.text[span.end :], "new_fact")

    def _strengthened(self, s: EditedSentence) -> Edit | None:
        """A feeling or quality said more strongly, or with a measure that the text does not give."""
        found = [
            t for n, t in enumerate(s.tokens) if t.tag == "JJ" and t.dep == "acomp" and not s.children(n)
        ]
        if not found:
            return None
        t = self.random.choice(found)
        return Edit(
            s.replaced({t: f"{self.random.choice(WORDS['strengtheners'])} {t.text}"}), "intensity", adds=True
        )

    def _caused(self, s: EditedSentence) -> Edit | None:
        """A reason that the text does not give."""
        if not self.phrases or re.search(r"\b(because|since|so|as)\b", s.text):
            return None
        phrase = self.random.choice(self.phrases)
        reason = self.random.choice(
            (f"because of {phrase}", f"for want of {phrase}", f"so as to get {phrase}")
        )
        return Edit(f"{s.text.rstrip('.! ')} {reason}.", "evidence", adds=True)


def _is_person(token: Token) -> bool:
    return token.text.lower() in CASES or token.text.lower() in CASES_BACK or token.pos == "PROPN"


def _as_subject(word: str) -> str:
    return CASES_BACK.get(word.lower(), word)


def _both_ways(rows: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for a, b in rows:
        found.setdefault(a, []).append(b)
        found.setdefault(b, []).append(a)
    return found
