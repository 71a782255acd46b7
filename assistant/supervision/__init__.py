"""Several reflections in, one agenda for supervision out; pure, and private until ticked."""
