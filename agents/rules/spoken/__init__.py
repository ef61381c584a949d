"""Speech text: what is written, spelled out for a voice, with the way back from each spoken word to the written one."""
