"""The workflows in the docs that publish each night: run as they stand, in fresh clones.

What belongs to GitHub and GitLab is stood in for: `curl` fetches from a folder, and the
repository is one of this machine.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from coopsched.cli.arguments import parser

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
GITHUB = yaml.safe_load((EXAMPLES / "github-pages.yml").read_text("utf-8"))
GITLAB = yaml.safe_load((EXAMPLES / "gitlab-pages.yml").read_text("utf-8"))
PROGRAMME = """\
coopsched: 1
key: camp-2027
title: Camp
timezone: Europe/Brussels
languages: [en]
days: [2027-05-14]
rooms: {hall: Hall}
sessions:
  knots: {title: Knots, languages: [en], start: 10:00, end: 11:00, rooms: [hall]}
  ropes: {title: Ropes, languages: [en], start: 11:00, end: 12:00, rooms: [hall]}
"""
CURL = """#!/bin/bash
while [ $# -gt 1 ]; do
    if [ "$1" = --output ]; then output=$2; fi
    shift
done
if [ "$SITE_IS_DOWN" ]; then printf 503
elif [ -f "$DEPLOYED/publication.json" ]; then cp "$DEPLOYED/publication.json" "$output"; printf 200
else echo nothing > "$output"; printf 404
fi
"""
FIRST = ["bash", "--noprofile", "--norc", "-e"]
PIPED = [*FIRST, "-o", "pipefail"]


class Script(NamedTuple):
    """What is run, by which shell."""

    shell: list[str]
    text: str


class Workflow(NamedTuple):
    """What a workflow runs to publish, where it leaves the feeds, and what for a preview."""

    publish: list[Script]
    folder: str
    preview: list[Script]


def of_github(job: str) -> list[Script]:
    steps = [step for step in GITHUB["jobs"][job]["steps"] if "run" in step]
    found = [Script(PIPED if step.get("shell") == "bash" else FIRST, step["run"]) for step in steps]
    return [script for script in found if "pip install" not in script.text]


def of_gitlab(job: str) -> list[Script]:
    return [Script(PIPED, "\n".join(GITLAB[job]["script"]))]


WORKFLOWS = {
    "github": Workflow(of_github("publish"), "site", of_github("preview")),
    "gitlab": Workflow(of_gitlab("pages"), "public", of_gitlab("preview")),
}


class Project:
    """A repository with a programme, and what of it is on the web."""

    def __init__(self, top: Path, workflow: Workflow) -> None:
        self.top, self.workflow = top, workflow
        self.origin, self.deployed = top / "origin.git", top / "deployed"
        self.clones = 0
        (top / "bin").mkdir()
        (top / "bin" / "curl").write_text(CURL, "utf-8")
        (top / "bin" / "curl").chmod(0o755)
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.origin), cwd=top)
        self.git("config", "receive.advertisePushOptions", "true", cwd=self.origin)
        self.edit({"programme.yaml": PROGRAMME})

    @property
    def environment(self) -> dict[str, str]:
        """Everything that the workflows are told by those who run them."""
        paths = [str(self.top / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]]
        token = "https://programme:secret@gitlab.example.org/camp/programme.git"  # noqa: S105  of nobody
        return {
            "PATH": os.pathsep.join(paths),
            "HOME": str(self.top),
            "DEPLOYED": str(self.deployed),
            "SITE": "https://camp.example.org",
            "SITE_IS_DOWN": "",
            "GITHUB_STEP_SUMMARY": str(self.top / "summary.md"),
            "CI_DEFAULT_BRANCH": "main",
            "CI_PAGES_URL": "https://camp.example.org",
            "CI_PROJECT_PATH": "camp/programme",
            "CI_SERVER_HOST": "gitlab.example.org",
            "PUBLICATION_TOKEN": "secret",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.{self.origin}.insteadOf",
            "GIT_CONFIG_VALUE_0": token,
        }

    def git(self, *arguments: str, cwd: Path) -> None:
        """Run git as somebody whose name does not matter."""
        who = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"]
        command = [str(shutil.which("git")), *who, *arguments]
        subprocess.run(command, cwd=cwd, check=True, capture_output=True)

    def clone(self) -> Path:
        """Return a fresh clone, which knows nothing but what is in the repository."""
        self.clones += 1
        path = self.top / f"clone{self.clones}"
        self.git("clone", "--quiet", str(self.origin), str(path), cwd=self.top)
        return path

    def edit(self, files: dict[str, str | None]) -> None:
        """Write files, or delete them, and push that."""
        path = self.clone()
        self.git("checkout", "-B", "main", cwd=path)
        for name, text in files.items():
            if text is None:
                (path / name).unlink()
            else:
                (path / name).write_text(text, "utf-8")
        self.git("add", "--all", cwd=path)
        self.git("commit", "--quiet", "--message", "Edit", cwd=path)
        self.git("push", "--quiet", "origin", "HEAD:main", cwd=path)

    def run(self, scripts: list[Script], cwd: Path, **environment: str) -> bool:
        """Run scripts, each in a shell of its own, until one fails."""
        for shell, text in scripts:
            done = subprocess.run(
                [*shell, "-c", text],
                cwd=cwd,
                env={**self.environment, **environment},
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                print(done.stdout, done.stderr)  # noqa: T201  what a failed test shows
                return False
        return True

    def publish(self, **environment: str) -> bool:
        """Do what the workflow does, and deploy where nothing of it failed."""
        path = self.clone()
        if not self.run(self.workflow.publish, path, **environment):
            return False
        shutil.rmtree(self.deployed, ignore_errors=True)
        shutil.copytree(path / self.workflow.folder, self.deployed)
        return True

    def event(self, key: str) -> dict[str, str]:
        """Return what the deployed feed says of a session, by property."""
        text = (self.deployed / "feeds/en/programme.ics").read_text("utf-8")
        events = re.findall(r"BEGIN:VEVENT\r?\n.*?END:VEVENT", text, re.DOTALL)
        event = next(each for each in events if f"UID:{key}@camp-2027" in each)
        return dict(line.split(":", 1) for line in event.splitlines() if ":" in line)

    def kept(self) -> Any:
        """Return the publication that is in the repository."""
        return json.loads((self.clone() / "programme.publication.json").read_text("utf-8"))


@pytest.fixture(params=WORKFLOWS)
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Project:
    """Return a project of which nothing was published yet."""
    return Project(tmp_path, WORKFLOWS[request.param])


def test_a_fresh_clone_each_night_goes_on_where_the_last_one_was(project: Project) -> None:
    assert project.publish()
    first = project.event("ropes")
    project.edit({"programme.yaml": PROGRAMME.replace("start: 11:00", "start: 11:30")})
    assert project.publish()
    second = project.event("ropes")
    assert (first["SEQUENCE"], second["SEQUENCE"]) == ("0", "1")
    assert (first["CREATED"], first["UID"]) == (second["CREATED"], second["UID"])
    assert project.event("knots")["SEQUENCE"] == "0"


def test_a_night_without_a_change_changes_nothing(project: Project) -> None:
    assert project.publish()
    before = {path: path.read_bytes() for path in project.deployed.rglob("*") if path.is_file()}
    kept = project.kept()
    assert project.publish()
    after = {path: path.read_bytes() for path in project.deployed.rglob("*") if path.is_file()}
    assert before == after
    assert project.kept() == kept


def test_a_publication_that_was_lost_is_not_begun_anew(project: Project) -> None:
    assert project.publish()
    before = (project.deployed / "publication.json").read_bytes()
    project.edit({"programme.publication.json": None})
    assert not project.publish()
    assert (project.deployed / "publication.json").read_bytes() == before


def test_while_nobody_knows_what_was_published_nothing_is(project: Project) -> None:
    assert not project.publish(SITE_IS_DOWN="yes")
    assert not project.deployed.exists()


def test_a_run_that_began_before_another_ended_takes_nothing_back(project: Project) -> None:
    assert project.publish()
    late = project.clone()
    project.edit({"programme.yaml": PROGRAMME.replace("start: 11:00", "start: 11:30")})
    assert project.publish()
    kept = project.kept()
    project.run(project.workflow.publish, late)
    assert project.kept() == kept


def test_a_preview_keeps_nothing(project: Project) -> None:
    assert project.publish()
    path = project.clone()
    (path / "programme.yaml").write_text(PROGRAMME.replace("11:00", "11:30"), "utf-8")
    kept = (path / "programme.publication.json").read_bytes()
    assert project.run(project.workflow.preview, path)
    assert (path / "preview/feeds/en/programme.ics").exists()
    assert (path / "programme.publication.json").read_bytes() == kept
    assert not (path / "site").exists()


def commands() -> list[str]:
    """Return all commands of ours in the workflows and in their page."""
    texts = [script.text for each in WORKFLOWS.values() for script in each.publish + each.preview]
    page = (EXAMPLES.parent / "serving.md").read_text("utf-8")
    texts += re.findall(r"^    (?:\$ )?(coopsched .*)$", page, re.MULTILINE)
    texts += re.findall(r"`(coopsched [a-z]+ [^`]*)`", page)
    found = re.findall(r"^\s*(coopsched .*?)\s*(?:\||$)", "\n".join(texts), re.MULTILINE)
    assert len(found) >= 6
    return sorted(set(found))


@pytest.mark.parametrize("command", commands())
def test_every_command_is_one_that_there_is(command: str) -> None:
    options, more = parser().parse_known_args(shlex.split(command)[1:])
    assert options.command
    assert more == []


def test_actions_are_of_github_and_have_a_version() -> None:
    uses = [
        step["uses"] for job in GITHUB["jobs"].values() for step in job["steps"] if "uses" in step
    ]
    assert len(uses) == 8
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", each) for each in uses)
    last = [step.get("uses", "") for step in GITHUB["jobs"]["publish"]["steps"]][-2:]
    assert [each.partition("@")[0] for each in last] == [
        "actions/upload-pages-artifact",
        "actions/deploy-pages",
    ]
