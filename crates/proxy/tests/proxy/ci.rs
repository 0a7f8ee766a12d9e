//! The pipelines of `docs/ci.md`, run as they are written there, against the sandbox.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const DOCUMENT: &str = include_str!("../../../../docs/ci.md");
const BINARY: &str = env!("CARGO_BIN_EXE_checkout-readiness-proxy");

/// The shell of one step, or of one job's script.
struct Step {
    shell: String,
}

/// Every step of the pipeline below this heading, in order.
fn steps(heading: &str) -> Vec<Step> {
    let (_, below) = DOCUMENT.split_once(heading).expect("the heading");
    let (_, pipeline) = below.split_once("```yaml\n").expect("a pipeline");
    let (pipeline, _) = pipeline.split_once("```").expect("its end");
    let indent = |line: &str| line.len() - line.trim_start().len();
    let lines: Vec<&str> = pipeline.lines().collect();
    let mut steps = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let deeper = |from: usize| {
            let below = lines[from..].iter();
            below.take_while(|below| indent(below) > indent(line))
        };
        let shell = match line.trim() {
            "run: |" => deeper(index + 1).map(|line| line.trim()).collect(),
            "script:" => deeper(index + 1)
                .map(|line| line.trim().strip_prefix("- ").expect("a list"))
                .collect(),
            line => match line.strip_prefix("run: ") {
                Some(shell) => vec![shell],
                None => continue,
            },
        };
        steps.push(Step {
            shell: shell.join("\n"),
        });
    }
    steps
}

/// A folder in which the pipelines find what they find on their own machines: a `cargo` that
/// builds, and the tool, which asks about this merchant of the sandbox.
fn workplace(merchant: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let tool = format!(
        "#!/bin/sh\n[ \"$1\" = check ] && exec {BINARY} \"$@\" {merchant}\nexec {BINARY} \"$@\"\n"
    );
    write_program(&folder.path().join("ci/checkout-readiness-proxy"), &tool);
    let cargo = "#!/bin/sh\n[ \"$1\" = build ] || exit 9\nmkdir -p target/release\n\
                 cp ci/checkout-readiness-proxy target/release/\n";
    write_program(&folder.path().join("bin/cargo"), cargo);
    folder
}

fn write_program(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt;
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
    fs::write(path, text).expect("the program");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("its permissions");
}

/// Runs a step as a pipeline does: with `sh -e`, in the folder of the checkout.
fn run(step: &Step, folder: &Path) -> i32 {
    let path = format!("{}/bin:/usr/bin:/bin", folder.display());
    let status = Command::new("sh")
        .args(["-e", "-c", &step.shell])
        .current_dir(folder)
        .env_clear()
        .env("PATH", path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.expect("sh").code().expect("a code")
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn the_github_example_fails_where_a_required_check_does_and_leaves_its_files() {
    for (merchant, code) in [
        ("--merchant ready", 0),
        ("--merchant argentina", 0),
        ("--merchant revoked", 1),
    ] {
        let folder = workplace(merchant);
        let [build, check, write] = &steps("## GitHub Actions")[..] else {
            panic!("three steps");
        };
        assert_eq!(run(build, folder.path()), 0);
        assert_eq!(run(check, folder.path()), code, "{merchant}");
        assert_eq!(run(write, folder.path()), 0, "{merchant}");
        let results = text(folder.path(), "readiness.junit.xml");
        assert!(results.contains("<testsuites"));
        assert_eq!(results.contains("<failure"), code == 1, "{results}");
        assert!(text(folder.path(), "readiness.html").starts_with("<!DOCTYPE html>"));
        assert!(text(folder.path(), "readiness.sarif").contains("\"2.1.0\""));
        assert!(text(folder.path(), "summary.md").starts_with("# "));
    }
}

#[test]
fn the_github_example_stops_where_nothing_could_be_judged() {
    let folder = workplace("");
    let steps = steps("## GitHub Actions");
    assert_eq!(run(&steps[0], folder.path()), 0);
    assert_eq!(run(&steps[1], folder.path()), 3);
    assert_ne!(run(&steps[2], folder.path()), 0);
    assert!(!folder.path().join("readiness.junit.xml").exists());
    assert!(!folder.path().join("readiness.html").exists());
}

#[test]
fn the_gitlab_example_tells_undecided_from_not_ready() {
    for (merchant, codes) in [
        ("--merchant ready", [2, 0]),
        ("--merchant revoked", [1, 1]),
        ("", [3, 3]),
    ] {
        let folder = workplace(merchant);
        let steps = steps("## GitLab");
        let found: Vec<i32> = steps.iter().map(|step| run(step, folder.path())).collect();
        assert_eq!(found, codes, "{merchant}");
        for name in ["readiness.junit.xml", "credentials.html"] {
            assert_eq!(folder.path().join(name).exists(), codes[0] != 3, "{name}");
        }
    }
    // What undecided ends with is what the example lets pass with a warning.
    assert!(DOCUMENT.contains("exit_codes: [2]"));
}
