"""What stands outside the program: the paper on the wall."""
