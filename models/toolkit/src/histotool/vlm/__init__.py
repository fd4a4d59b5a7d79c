"""Vision-language models as classifiers: trained from Hugging Face models, served as one graph from pixels to label scores.

Start reading at `fused.py`; `smolvlm.py` and `qwen2_vl.py` hold what differs between the two.
"""
