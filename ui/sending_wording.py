"""What the reader is told about a language model: where words would go, what came of it."""

# Before anything is sent
TITLE = "May a language model word it?"
INTRO = (
    "Your debrief can be written right here, without a language model. Or a model words it more fluently: then the "
    "text below leaves this machine first. Nothing has been sent yet."
)
INTRO_HERE = (
    "Your debrief can be written without a language model, or a model on this machine words it more fluently. "
    "Nothing leaves this machine either way. Nothing has been given to the model yet."
)
WHERE = "Model {} at {}. {} bytes would be sent."
WHERE_HERE = "Model {}, on this machine. {} bytes would be given to it."
IN_THE_CLEAR = "The connection to {} is not encrypted (http): whoever stands between can read along. Ask whoever set this up."
ABOUT_YOU = "What it would read of yours"
EXACT = "The exact bytes of the first request"
EXACT_NOTE = (
    "SHA-256 {}. If a sentence fails our checks, one more request follows: it adds only our reasons and the model's "
    "own words."
)
KEPT_BACK = "Every sentence that it writes is checked here before you see it. Names stay masked."
NO = "No, without a model"
ONCE = "Send this once"
ALWAYS = "Always for this session"
ALWAYS_HELP = "Until this page closes or is cleared, you are not asked again."
BACK = "Back to what is masked"
READING = "Making ready what would be sent; nothing is sent"
ALWAYS_ON = "For this session you chose to send to {} without being asked again."
ASK_AGAIN = "Ask me again"
HERE = "the model on this machine"
SWITCHED_OFF = (
    "An administrator switched language models off here. Nothing is sent; the debrief is written without one."
)

# While it writes
WRITING_TITLE = "Writing your debrief"
WRITING = "Each sentence appears once it passed its checks."
NONE_YET = "No sentence yet. You can stop at any time and get the debrief without a model."
DONE_SO_FAR = "Done: {}."
STOP = "Stop, write it without the model"
STOPPING = "Stopping. The guided writer takes over."

# Afterwards
SPOKE = (
    "Worded by {}. Sentences shown: {}. Cut: {}. Written anew by the model: {}. Replaced by guided ones: {}."
)
FELL_BACK = (
    "{} What you read is the guided debrief, written without a model. Of the model's sentences, {} were cut."
)
NO_NOTE = "The language model was not used."
SENT = "What was sent"
SENT_NOTHING = "Nothing left this machine."
SENT_LINE = "To {}: {} bytes, SHA-256 {}"
RECEIPT = "Receipt {}, as in the list of everything sent on the About page."
DOWNLOAD_HELP = "Placeholders stay in the file. Names are looked for once more before it is written."
LOOKED_OVER = "Looked over for names and places once more before this file was written; masked in it: {}."

# The ledger on the About page
LEDGER = "What was sent from this machine"
LEDGER_INTRO = (
    "Every request to a language model is noted before the next step: when, where to, how many bytes, and their hash. "
    "Never what it said."
)
LEDGER_EMPTY = "Nothing was ever sent."
LEDGER_MORE = "The latest {} are shown."
LEDGER_LINE = "{}, to {}: {} bytes, SHA-256 {}, receipt {}"

# Appeals
APPEAL = "Read wrongly, or already seen to?"
