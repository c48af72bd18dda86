"""What is said in a marked copy of a manuscript, and where one cannot be marked."""

from cppcc_cli.language import Text

SIGNED = Text(
    "{path} 带有数字签名，写入批注会使签名失效：请先另存一份未签名的文件",
    "{path} is signed, and comments would break the signature: save an unsigned copy first",
)
PROTECTED = Text(
    "{path} 设有编辑限制，不能写入批注或修订：请先在 Word、WPS 中停止保护",
    "{path} is protected against editing: stop the protection in Word or WPS first",
)
NO_PLACE = Text("“{printed}”（此处无法加批注）：", "“{printed}” (no comment can stand there):")
NOT_SUGGESTED = Text(
    "此处未给出修订：这个数跨越他人的修订、域或文本框，请手工改为 {expected}。",
    "No change is suggested here, since the number reaches into another’s change, a field or a "
    "text box: change it to {expected} by hand.",
)
