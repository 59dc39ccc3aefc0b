"""What elections show and say."""
