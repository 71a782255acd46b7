"""`python -m assistant` is `afterword`."""

from assistant.cli import main

if __name__ == "__main__":
    main()
