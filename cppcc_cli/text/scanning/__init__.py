"""Which numbers stand in a text: what each states, of which kind it is, what stands around it."""
