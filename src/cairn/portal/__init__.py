"""The pages of the person served: their plan, their notes, their permissions, who looked, their own words, and the way out."""
