"""What the filters of the library say."""

from collections.abc import Mapping

from knowledge.vocabulary import Approach, EntryType

MORE_FILTERS = "More filters"
FOR_APPROACH = "What it offers"
FOR_PHASE = "When it helps"
FOR_GRADE = "How well it is supported"
FOR_TYPE = "What kind it is"
APPROACHES: Mapping[Approach, str] = {a: a.replace("_", " ") for a in Approach}
TYPES: Mapping[EntryType, str] = {
    EntryType.RECOGNISE: "a sign or a trigger to recognise",
    EntryType.PRACTICE: "something to do",
    EntryType.PEER: "something for colleagues",
    EntryType.SUPERVISION: "something for supervision",
    EntryType.TEAM: "something for a team",
    EntryType.ORGANISATION: "something for an organisation",
    EntryType.SAFETY: "something for safety",
}
