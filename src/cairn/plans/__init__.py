"""The plan of a person served: in their own words, each revision kept."""
