from ui.samples import load_samples


def test_there_are_eight_samples_of_a_readable_length() -> None:
    samples = load_samples()

    assert len(samples) >= 8
    assert "After a disclosure" in samples
    assert all(80 <= len(text.split()) <= 150 for text in samples.values())
