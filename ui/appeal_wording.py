"""Every sentence about keeping a text that was screened wrongly as a case to test against."""

from collections.abc import Mapping

from knowledge.vocabulary import Route

# After the writer's own answer
TITLE = "Was it sent to the wrong place? Keep it as a test case (optional)"
INTRO = (
    "A masked copy can be kept on this machine, so that screening can be tried on it again. Nothing is kept or sent unless you "
    "say so, each time, after you saw exactly what it would be."
)
NEEDS_JOURNAL = "It is encrypted under your journal's passphrase. Open or begin the journal on its page; what is on this page waits."
RIGHT = "Where it should have gone"
RIGHT_HINT = "Choose one"
SEE = "Show me exactly what would be kept"
READING = "Masking, and looking for names once more"
ROUTES: Mapping[Route, str] = {
    Route.CRISIS: "a card about danger now, and nothing else",
    Route.CLARIFY: "one gentle question first",
    Route.URGENT: "a card that this cannot wait, then the debrief",
    Route.POSTVENTION: "words for a client's death, then a gentle debrief",
    Route.DECLINE: "not a reflection: declined",
    Route.PROCEED: "the debrief, without a card",
}
WOULD = "This would be kept on this machine, encrypted, and nothing else"
WHERE = "It was sent to: {}. You say: {}. Date: {}."
HINTED = "Together, these may still point to one person"
STAYS = (
    "It stays until you delete it, also when the reflection itself is deleted. Only your passphrase opens it."
)
KEEP = "Keep exactly this"
BACK = "Do not keep it"
KEPT = "Kept as a case on this machine, masked and encrypted. It is listed on the Journal page."
TAKE_BACK = "Delete it again"

# On the Journal page
LIST_TITLE = "Cases kept to test screening"
LIST_INTRO = "Texts that you said were sent to the wrong place, as you agreed to keep them."
CLOSED = "cannot be opened: it is damaged, or another journal sealed it"
DELETE = "Delete this case"
DELETED = "The case is deleted."
