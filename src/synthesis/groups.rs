//! Groups of texts that are near each other, without a number of groups given.
//!
//! Agglomerative clustering with average linkage (UPGMA, Sokal and Michener 1958) over the distances of a
//! [`super::vectors::Space`]. It starts with each text alone and joins the two nearest groups until what is left is too far
//! apart.

use kodama::{Method, linkage};

/// Groups whose texts are on average farther apart than this are not joined. Found on boards of 40 to 259 notes whose groups
/// are known (`cargo bench --bench themes`); lower, groups fall apart, higher, neighbours run into each other.
const FAR: f64 = 0.95;

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

/// Groups the texts whose distances these are, in the order of [`super::vectors::Space::distances`]; each group in ascending
/// order, and the groups by their first member. Every text is in one group, perhaps alone.
pub(super) fn groups(mut distances: Vec<f64>, count: usize, grain: Grain) -> Vec<Vec<usize>> {
    if count < 2 {
        return (0..count).map(|place| vec![place]).collect();
    }
    let steps = linkage(&mut distances, count, Method::Average);
    let steps = steps.steps();
    let near = steps.partition_point(|step| step.dissimilarity <= FAR);
    // Texts that are alone are no groups: they neither count nor are they joined for the sake of a number.
    let joined_at = |joined: usize| cut(&steps[..joined], count);
    let real = |groups: &[Vec<usize>]| groups.iter().filter(|group| group.len() > 1).count();
    let even = joined_at(near);
    let wanted = grain.groups(real(&even));
    match grain {
        Grain::Even => even,
        Grain::Coarse | Grain::Coarsest => {
            let joined = (near..=steps.len()).find(|&joined| {
                let groups = joined_at(joined);
                real(&groups) <= wanted
            });
            joined.map_or(even, joined_at)
        }
        Grain::Fine | Grain::Finest => {
            let joined = (0..=near).rev().find(|&joined| real(&joined_at(joined)) >= wanted);
            joined.map_or_else(|| most_groups(&joined_at, &real, near), joined_at)
        }
    }
}

/// The cut below `near` with the most groups, the coarsest of those.
fn most_groups(
    joined_at: &impl Fn(usize) -> Vec<Vec<usize>>,
    real: &impl Fn(&[Vec<usize>]) -> usize,
    near: usize,
) -> Vec<Vec<usize>> {
    let best = (0..=near).max_by_key(|&joined| (real(&joined_at(joined)), joined));
    joined_at(best.unwrap_or(near))
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
