"""Getting data back: target → moment → what → where → check → restore → proof."""
