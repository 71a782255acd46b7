"""Every sentence about writing one question at a time."""

TITLE = "One question at a time (optional)"
INTRO = (
    "Some questions, one after the other. Skip any, stop anywhere; what you wrote becomes your reflection."
)
WAYS = "Ways to write"
WAY = "{title} {minutes} min"
CREDIT = "{use} After {credit}."
USE = "{use}"
START = "Start"
STEP = "Question {number} of {all}: {stage}"
NEXT, BACK, STOP = "Next", "Back", "Stop here and use what I wrote"
FINISH = "Use what I wrote"
