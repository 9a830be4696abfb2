name = "é漢😀"
raise ValueError(f"nicht gefunden: {name}")
