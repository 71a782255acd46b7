"""The browser app: pages lay out, components draw one thing and return a value; neither decides."""
