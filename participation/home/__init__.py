"""The first page of a house for residents, and how each wants her pages."""
