//! Groups of texts that are near each other, without a number of groups given.
//!
//! Agglomerative clustering with average linkage (UPGMA, Sokal and Michener 1958) over the distances of a
//! [`super::vectors::Space`]. It starts with each text alone and joins the two nearest groups until what is left is too far
//! apart.

use kodama::{Method, linkage};

/// Groups whose texts are on average farther apart than this are not joined. Found on boards of 40 to 259 notes whose groups
/// are known (`cargo bench --bench themes`); lower, groups fall apart, higher, neighbours run into each other.
pub(super) const FAR: f64 = 0.95;

/// Whether a person wants fewer or more groups than come by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grain {
    /// About half as many.
    Coarsest,
    /// Some fewer.
    Coarse,
    /// As they come.
    #[default]
    Even,
    /// Some more.
    Fine,
    /// About twice as many.
    Finest,
}

impl Grain {
    /// All grains, from few groups to many.
    pub const ALL: [Self; 5] = [Self::Coarsest, Self::Coarse, Self::Even, Self::Fine, Self::Finest];

    /// How many groups are wanted where `count` come by themselves.
    fn groups(self, count: usize) -> usize {
        match self {
            Self::Coarsest => count.div_ceil(2),
            Self::Coarse => (count * 3).div_ceil(4),
            Self::Even => count,
            Self::Fine => (count * 3).div_ceil(2),
            Self::Finest => count * 2,
        }
    }
}

/// Groups `count` texts whose distances these are, in the order of [`super::vectors::Space::distances`], and that belong
/// together up to the distance `far`; each group in ascending order, and the groups by their first member. Every text is in one
/// group, perhaps alone.
pub(super) fn groups(mut distances: Vec<f64>, far: f64, count: usize, grain: Grain) -> Vec<Vec<usize>> {
    if count < 2 {
        return (0..count).map(|place| vec![place]).collect();
    }
    let steps = linkage(&mut distances, count, Method::Average);
    let steps = steps.steps();
    let near = steps.partition_point(|step| step.dissimilarity <= far);
    // Texts that are alone are no groups: they neither count nor are they joined for the sake of a number.
    let counts = group_counts(steps, count);
    let wanted = grain.groups(counts[near]);
    let joined = match grain {
        Grain::Even => near,
        Grain::Coarse | Grain::Coarsest => {
            (near..=steps.len()).find(|&joined| counts[joined] <= wanted).unwrap_or(near)
        }
        Grain::Fine | Grain::Finest => {
            let most = || (0..=near).max_by_key(|&joined| (counts[joined], joined)).unwrap_or(near);
            (0..=near).rev().find(|&joined| counts[joined] >= wanted).unwrap_or_else(most)
        }
    };
    cut(&steps[..joined], count)
}

/// How many groups of two texts or more there are after each number of steps.
fn group_counts(steps: &[kodama::Step<f64>], count: usize) -> Vec<usize> {
    let mut counts = Vec::with_capacity(steps.len() + 1);
    counts.push(0);
    for (done, step) in steps.iter().enumerate() {
        let groups_before = [step.cluster1, step.cluster2].into_iter().filter(|&cluster| cluster >= count).count();
        counts.push(counts[done] + 1 - groups_before);
    }
    counts
}

/// The groups after these steps.
fn cut(steps: &[kodama::Step<f64>], count: usize) -> Vec<Vec<usize>> {
    let mut members: Vec<Option<Vec<usize>>> = (0..count).map(|place| Some(vec![place])).collect();
    for step in steps {
        let mut joined = Vec::with_capacity(step.size);
        for cluster in [step.cluster1, step.cluster2] {
            joined.extend(members.get_mut(cluster).and_then(Option::take).unwrap_or_default());
        }
        members.push(Some(joined));
    }
    let mut groups: Vec<Vec<usize>> = members.into_iter().flatten().collect();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}
