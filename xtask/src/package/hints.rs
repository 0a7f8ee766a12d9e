//! What bundlers must be told about the element's scripts, and what making them small has taken out.

/// The address of what is imported is only known at run time; both would look for it in vain.
const LEAVE_ALONE: &str = "/* webpackIgnore: true */ /* @vite-ignore */ ";
const IMPORT: &str = "import(";

/// Marks every import of something that has no fixed name.
pub fn mark(script: &str) -> String {
    let mut marked = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(at) = rest.find(IMPORT) {
        let (before, after) = rest.split_at(at);
        let after = &after[IMPORT.len()..];
        marked.push_str(before);
        marked.push_str(IMPORT);
        // Neither a name that ends so, nor one that bundlers know, nor marked already.
        let is_call =
            !before.ends_with(|last: char| last.is_alphanumeric() || "_$.#".contains(last));
        let is_known = after.trim_start().starts_with(['"', '\'', '`', '/']);
        if is_call && !is_known {
            marked.push_str(LEAVE_ALONE);
        }
        rest = after;
    }
    marked.push_str(rest);
    marked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_at_run_time_is_marked() {
        assert_eq!(
            mark("a=()=>import(b.c);import(\"./d.js\");this.#import(e);reimport(f)"),
            "a=()=>import(/* webpackIgnore: true */ /* @vite-ignore */ b.c);\
             import(\"./d.js\");this.#import(e);reimport(f)"
        );
        assert_eq!(mark(&mark("import(a)")), mark("import(a)"));
        assert_eq!(
            mark("new URL(\"x\",import.meta.url)"),
            "new URL(\"x\",import.meta.url)"
        );
    }
}
