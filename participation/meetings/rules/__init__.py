"""What a meeting may do, computed from plain facts."""
