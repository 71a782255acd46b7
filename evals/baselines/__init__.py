"""What people use today, run on the same cases for comparison."""
