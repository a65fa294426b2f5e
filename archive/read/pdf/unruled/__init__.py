"""Tables without lines, read by the places of their words and by the words of the forms."""
