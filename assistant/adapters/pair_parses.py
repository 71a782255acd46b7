"""What two parses tell of a statement beside its evidence: who did it, whether it was done, what is new.

Each thing told is a term that the judge's head weighs; none decides by itself. Words are looked up only to see how
the statement differs from its evidence, as in `pair_terms`.
"""

from collections.abc import Iterator, Mapping, Sequence

from assistant.adapters.acts import ADDRESSED, NEGATIONS, SUBJECTS, WRITER, Act, Side, acts_in
from assistant.ports import Pairing
from assistant.stages.verify import CONTENT
from assistant.writers.speech import speech_in

DEGREES: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "always": "always never every everyone everybody everything all constantly whole completely entirely nothing totally ever forever nobody none daily",
        "slightly": "bit slightly somewhat little some sometimes quite fairly mild mildly briefly occasionally faint faintly maybe perhaps",
        "strongly": "very so extremely deeply utterly terribly devastated furious terrified overwhelmed unbearable desperate horrified shattered enraged panicked exhausted collapsed sobbed screamed",
        "often": "often usually regularly frequently again repeatedly still",
        "seldom": "rarely seldom once twice first last only just already yet longer anymore",
        "when": "before after then later earlier now today yesterday tomorrow tonight while until since",
        "more": "more less most least better worse best worst enough too much many few fewer",
        "with whom": "alone together both either another other same different",
        "why": "because so since therefore due why",
        "but": "but though although however despite",
        "might": "would could might may should will",
        "like": "as like than",
    }.items()
}
"""Small words that change what a sentence claims."""
OWNERS: Mapping[str, str] = {
    "my": "writer",
    "our": "writer",
    "your": "writer",
    "his": "them",
    "her": "them",
    "their": "them",
    "its": "them",
}


def told_by_parses(pair: Pairing) -> frozenset[str]:
    """Everything that is told of a pair, as terms."""
    told = Side(
        pair.against, pair.against.tokens_in(pair.window), WRITER, speech_in(pair.against.text, pair.window)
    )
    said = Side(pair.statement, pair.statement.tokens_in(pair.sentence), ADDRESSED)
    acts_told, acts_said = acts_in(told), acts_in(said)
    known = told.words | {t.lemma for t in told.tokens} | {a.lemma for a in acts_told}
    return frozenset(
        (
            *_what_is_new(said, known),
            *_beside_the_nearest(pair, told, said),
            *_act_by_act(acts_told, acts_said),
            *_owners(told, said),
            *_whom_it_names(told, said),
        )
    )


def _what_is_new(said: Side, known: frozenset[str]) -> Iterator[str]:
    content = said.content
    new = [t for t in content if t.lemma not in known]
    yield f"content new {min(len(new), 5)}"
    yield f"content known, quarters {int(4 * (1 - len(new) / max(1, len(content))))}"
    for pos in CONTENT:
        if count := sum(t.pos == pos for t in new):
            yield f"content new {pos} {min(count, 2)}"
    numbers = {t.text.lower() for t in said.tokens if t.pos == "NUM" or t.text[:1].isdigit()}
    names = {t.text.lower() for t in said.tokens if t.pos == "PROPN"}
    for what, words in (("number", numbers), ("name", names)):
        if words:
            yield f"{what} {'known' if words <= known else 'new'}"
    yield "speaks of the writer" if said.words & (ADDRESSED | {"your"}) else "speaks of others only"


def _beside_the_nearest(pair: Pairing, told: Side, said: Side) -> Iterator[str]:
    """How the statement stands to the sentence that shares most of it."""
    meant = {t.lemma for t in said.content}
    sides = [
        told._replace(tokens=pair.against.tokens_in(s))
        for s in pair.against.sentences
        if s.overlaps(pair.window)
    ]
    if not sides:
        return
    shares = [len(meant & {t.lemma for t in s.content}) / max(1, len(meant)) for s in sides]
    order = sorted(range(len(sides)), key=lambda n: -shares[n])
    nearest, share = sides[order[0]], shares[order[0]]
    both = {t.lemma for n in order[:2] for t in sides[n].content}
    yield f"nearest has, quarters {int(4 * share)}"
    yield f"nearest two have, quarters {int(4 * len(meant & both) / max(1, len(meant)))}"
    negated = bool(said.words & NEGATIONS), bool(nearest.words & NEGATIONS)
    yield f"says no {negated[0]}, nearest {negated[1]}"
    yield f"close {share >= 0.5}, says no {negated[0]}, nearest {negated[1]}"  # noqa: PLR2004 - more than half
    yield f"nearest is spoken {any(s.start <= t.start < s.end for s in told.speech for t in nearest.tokens)}"
    yield f"nearest asks {any(t.text == '?' for t in nearest.tokens)}"
    words_said, words_near, words_told = said.words, nearest.words, told.words
    for name, words in DEGREES.items():
        here, there = words_said & words, words_near & words
        if here - words_told:
            yield f"{name}: new"
        if here and not there:
            yield f"{name}: not in the nearest"
        if there and not here:
            yield f"{name}: left out"
        if here and there and here != there:
            yield f"{name}: another"


def _act_by_act(told: Sequence[Act], said: Sequence[Act]) -> Iterator[str]:
    pairs = [(act, [t for t in told if t.lemma == act.lemma]) for act in said]
    for act, same in pairs:
        if same:
            yield from (f"act: {difference}" for difference in _beside_the_same(act, same))
    yield f"acts {min(len(said), 4)}"
    yield f"acts not found {min(sum(not same for _, same in pairs), 3)}"
    if pairs:
        yield f"first act by {said[0].subject}, found {bool(pairs[0][1])}"


def _beside_the_same(act: Act, same: Sequence[Act]) -> Iterator[str]:
    """How an act stands to those of the same name: to the most alike, and to all of them."""
    best = max(same, key=lambda t: (len(act.around & t.around), t.subject == act.subject))
    alike = not act.around or bool(act.around & best.around)
    for tag in ("", ", alike") if alike else ("",):
        yield from (f"{difference}{tag}" for difference in _differences(act, best))
    named = [t for t in same if t.subject]
    if all(t.negated != act.negated for t in same):
        yield "never so negated"
    if act.subject and named and all(t.subject != act.subject for t in named):
        yield f"never by {act.subject}"
    if all(t.unreal for t in same) and not act.unreal:
        yield "only imagined"
    if all(t.spoken for t in same):
        yield "only spoken of"


def _differences(said: Act, told: Act) -> Iterator[str]:
    yield "negated alike" if said.negated == told.negated else f"negated {said.negated}, told {told.negated}"
    if said.unreal != told.unreal:
        yield f"imagined {said.unreal}, told {told.unreal}"
    if said.subject and told.subject:
        yield f"by {said.subject}, told {told.subject}"
    if said.subject == told.subject == "other":
        yield "by the same" if said.who == told.who else "by another"
    if told.spoken:
        yield "told as spoken"


def _owners(told: Side, said: Side) -> Iterator[str]:
    """Whose a thing is, here and there."""
    owned: dict[str, set[str]] = {}
    for token in told.tokens:
        if token.dep == "poss":
            thing = told.parse.tokens[token.head].lemma
            owned.setdefault(thing, set()).add(OWNERS.get(token.text.lower(), "named"))
    for token in said.tokens:
        if token.dep == "poss":
            owner = OWNERS.get(token.text.lower(), "named")
            owners = owned.get(said.parse.tokens[token.head].lemma)
            told_as = "unknown" if owners is None else "same" if owner in owners else "+".join(sorted(owners))
            yield f"owned by {owner}, told {told_as}"


def _whom_it_names(told: Side, said: Side) -> Iterator[str]:
    """Whether a noun that acts in the statement acts in the evidence too."""
    for token in said.tokens:
        if token.dep in SUBJECTS and token.pos in {"NOUN", "PROPN"}:
            there = [t for t in told.tokens if t.lemma == token.lemma]
            acts = any(t.dep in SUBJECTS for t in there)
            yield f"named actor {'new' if not there else 'acts too' if acts else 'acted upon'}"
