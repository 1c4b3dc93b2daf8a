//! Places in a tree of causes, and what moves there.

use crate::model::Cause;

/// The way to a cause: its place among the first causes, then among those behind that one, and so on. Never empty.
pub type Path = Vec<usize>;

/// All causes with the way to each, every cause right before those behind it.
pub fn rows(causes: &[Cause]) -> Vec<(Path, &Cause)> {
    fn collect<'a>(causes: &'a [Cause], above: &[usize], rows: &mut Vec<(Path, &'a Cause)>) {
        for (index, cause) in causes.iter().enumerate() {
            let path: Path = above.iter().copied().chain([index]).collect();
            rows.push((path.clone(), cause));
            collect(&cause.causes, &path, rows);
        }
    }
    let mut found = Vec::new();
    collect(causes, &[], &mut found);
    found
}

/// The cause at a place.
pub fn get<'a>(causes: &'a [Cause], path: &[usize]) -> Option<&'a Cause> {
    let (last, above) = path.split_last()?;
    let list = above.iter().try_fold(causes, |list, index| Some(list.get(*index)?.causes.as_slice()))?;
    list.get(*last)
}

/// The cause at a place, to be changed.
pub fn get_mut<'a>(causes: &'a mut Vec<Cause>, path: &[usize]) -> Option<&'a mut Cause> {
    let last = *path.last()?;
    siblings(causes, path)?.get_mut(last)
}

/// The list that a place is in.
fn siblings<'a>(causes: &'a mut Vec<Cause>, path: &[usize]) -> Option<&'a mut Vec<Cause>> {
    let (_, above) = path.split_last()?;
    above.iter().try_fold(causes, |list, index| Some(&mut list.get_mut(*index)?.causes))
}

/// Puts a cause at a place, at the end where the list is shorter. Without the cause above, it joins the first ones.
pub fn insert(causes: &mut Vec<Cause>, path: &[usize], cause: Cause) {
    match (siblings(causes, path), path.last()) {
        (Some(list), Some(last)) => list.insert((*last).min(list.len()), cause),
        _ => causes.push(cause),
    }
}

/// Takes a cause out, with all behind it.
pub fn remove(causes: &mut Vec<Cause>, path: &[usize]) -> Option<Cause> {
    let last = *path.last()?;
    let list = siblings(causes, path)?;
    (last < list.len()).then(|| list.remove(last))
}

/// Takes a cause out; those behind it take its place.
pub fn dissolve(causes: &mut Vec<Cause>, path: &[usize]) {
    let Some(gone) = remove(causes, path) else { return };
    for cause in gone.causes.into_iter().rev() {
        insert(causes, path, cause);
    }
}

/// Where a cause goes when it becomes one behind the cause before it.
pub fn deeper(causes: &[Cause], path: &[usize]) -> Option<Path> {
    let (last, above) = path.split_last()?;
    let before: Path = above.iter().copied().chain([last.checked_sub(1)?]).collect();
    let end = get(causes, &before)?.causes.len();
    Some(before.into_iter().chain([end]).collect())
}

/// Where a cause goes when it comes to stand beside the one that it is behind.
pub fn higher(path: &[usize]) -> Option<Path> {
    let (_, above) = path.split_last()?;
    let (last, further) = above.split_last()?;
    Some(further.iter().copied().chain([last + 1]).collect())
}

/// The place right after another in the same list.
pub fn after(path: &[usize]) -> Path {
    let mut path = path.to_vec();
    if let Some(last) = path.last_mut() {
        *last += 1;
    }
    path
}

/// The place of the first cause that says exactly this.
pub fn find(causes: &[Cause], text: &str) -> Option<Path> {
    rows(causes).into_iter().find(|(_, cause)| cause.text == text).map(|(path, _)| path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(text: &str, causes: Vec<Cause>) -> Cause {
        Cause { text: text.into(), causes, ..Cause::default() }
    }

    fn outline(causes: &[Cause]) -> Vec<String> {
        rows(causes).iter().map(|(path, cause)| "-".repeat(path.len()) + &cause.text).collect()
    }

    fn tree() -> Vec<Cause> {
        vec![cause("a", vec![cause("b", vec![])]), cause("c", vec![cause("d", vec![]), cause("e", vec![])])]
    }

    #[test]
    fn a_cause_goes_deeper_and_higher_with_all_behind_it() {
        let mut causes = tree();
        let to = deeper(&causes, &[1]).expect("there is one before");
        let moved = remove(&mut causes, &[1]).expect("it is there");
        insert(&mut causes, &to, moved);
        assert_eq!(outline(&causes), ["-a", "--b", "--c", "---d", "---e"]);
        let to = higher(&[0, 1]).expect("it is behind another");
        let moved = remove(&mut causes, &[0, 1]).expect("it is there");
        insert(&mut causes, &to, moved);
        assert_eq!(causes, tree());
    }

    #[test]
    fn the_first_cause_goes_no_deeper_and_one_behind_none_no_higher() {
        assert_eq!(deeper(&tree(), &[0]), None);
        assert_eq!(deeper(&tree(), &[1, 0]), None);
        assert_eq!(higher(&[1]), None);
    }

    #[test]
    fn causes_behind_one_that_goes_take_its_place() {
        let mut causes = tree();
        dissolve(&mut causes, &[1]);
        assert_eq!(outline(&causes), ["-a", "--b", "-d", "-e"]);
    }

    #[test]
    fn a_place_that_is_gone_loses_no_cause() {
        let mut causes = tree();
        insert(&mut causes, &[7, 3], cause("f", vec![]));
        assert_eq!(outline(&causes).last().map(String::as_str), Some("-f"));
        assert_eq!(get(&causes, &[7, 3]), None);
        assert_eq!(remove(&mut causes, &[0, 9]), None);
    }
}
