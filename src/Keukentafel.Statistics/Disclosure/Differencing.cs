// What a new publication gives away together with the older ones. Everything that was ever published is about a set of units; all sets are
// unions of base cells (the smallest pieces that the sets cut the population into). Two figures about nearly the same people, subtracted,
// are a figure about the few people who are in one and not in the other.
using Keukentafel.Statistics.Optimisation;

namespace Keukentafel.Statistics.Disclosure;

/// <summary>A published figure, by whom it is about.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Parts">The base cells whose union it is, each once.</param>
public sealed record PublishedSet(string Name, IReadOnlyList<int> Parts);

/// <summary>How a small group can be worked out.</summary>
/// <param name="Parts">The base cells of the group; empty when the search was stopped before it was certain that there is none.</param>
/// <param name="Units">How many units are in it.</param>
/// <param name="Plus">The published sets that are added up; empty when it follows from bounds only.</param>
/// <param name="Minus">The published sets that are subtracted.</param>
/// <param name="Interval">What becomes known of its number of units.</param>
public sealed record Derivation(IReadOnlyList<int> Parts, int Units, IReadOnlyList<string> Plus, IReadOnlyList<string> Minus, AttackerInterval Interval);

/// <summary>Whether a new figure may be published, and if not, what it would give away.</summary>
public sealed record DifferencingVerdict(PublishedSet Set, Derivation? Because)
{
    public bool MayBePublished => Because is null;
}

public static class Differencing
{
    /// <summary>
    /// Goes through the new sets in order; each may be published when, with the earlier ones and the new ones before it, it gives away no
    /// group with fewer than <paramref name="threshold"/> units (but at least one). A group is given away (1) when it is a published set,
    /// or Σ of some published sets − Σ of others: Σ_s z_s·1(b ∈ s) = 1(b ∈ group) for every base cell b with units, z_s ∈ {−1, 0, 1},
    /// solved as an integer program; or (2) when it is one base cell and the attacker's interval for its number of units, given the number
    /// in every published set, does not reach from max(0, u − level) to u + level. Groups that the earlier sets give away by bounds already
    /// do not count again under (2). Source: Hundepool et al. 2012, ch. 5 (differencing); the interval: Fischetti &amp; Salazar 2001.
    /// Proved by <c>DifferencingTests</c> (all combinations of signs by enumeration).
    /// </summary>
    /// <param name="units">Unweighted units per base cell, zero or more.</param>
    /// <param name="earlier">What is public already, however it came about.</param>
    /// <param name="now">What one would like to publish, the most wanted first.</param>
    /// <param name="threshold">1 or more; usually the threshold of the primary rule.</param>
    /// <param name="level">How uncertain the number of units of a small base cell must stay, to both sides, zero or more; 0 leaves (2) out.</param>
    /// <param name="work">Allowed work per new set; a billion is a few seconds. When it runs out the set is not to be published.</param>
    /// <returns>One verdict per new set, in their order.</returns>
    public static DifferencingVerdict[] Check(
        IReadOnlyList<int> units, IReadOnlyList<PublishedSet> earlier, IReadOnlyList<PublishedSet> now, int threshold, double level, long work = 5_000_000_000)
    {
        for (var cell = 0; cell < units.Count; cell++)
            if (units[cell] < 0) throw new InvalidInputException("units", "must be zero or more", cell);
        if (threshold < 1) throw new InvalidInputException("threshold", "must be 1 or more");
        Require.NotNegative("level", [level]);
        foreach (var set in earlier.Concat(now))
            if (set.Parts.Any(part => part < 0 || part >= units.Count) || set.Parts.Distinct().Count() != set.Parts.Count)
                throw new InvalidInputException(set.Name, "names a base cell that is not there, or twice");

        var known = earlier.ToList();
        var given = Narrow(units, known, threshold, level).Select(derivation => derivation.Parts[0]).ToHashSet();
        var verdicts = new List<DifferencingVerdict>();
        foreach (var set in now)
        {
            known.Add(set);
            var because = Subtracted(units, known, threshold, work) ?? Narrow(units, known, threshold, level).FirstOrDefault(derivation => !given.Contains(derivation.Parts[0]));
            verdicts.Add(new DifferencingVerdict(set, because));
            if (because is not null) known.RemoveAt(known.Count - 1);
        }
        return [.. verdicts];
    }

    /// <summary>
    /// The base cells of sets of units: units that are in exactly the same sets are one base cell.
    /// </summary>
    /// <param name="sets">Per set its name and, per unit, whether the unit is in it. All of one length.</param>
    /// <returns>Units per base cell and the same sets over them. Units in no set are left out.</returns>
    public static (int[] Units, PublishedSet[] Sets) BaseCells(IReadOnlyList<(string Name, IReadOnlyList<bool> Members)> sets)
    {
        var count = sets.Count == 0 ? 0 : sets[0].Members.Count;
        foreach (var (name, members) in sets) Require.SameLength(name, members.Count, "the first set", count);
        var cells = new Dictionary<string, int>(StringComparer.Ordinal);
        var units = new List<int>();
        var parts = sets.Select(_ => new List<int>()).ToArray();
        var signature = new char[sets.Count];
        for (var i = 0; i < count; i++)
        {
            for (var s = 0; s < sets.Count; s++) signature[s] = sets[s].Members[i] ? '1' : '0';
            var key = new string(signature);
            if (!key.Contains('1')) continue;
            if (!cells.TryGetValue(key, out var cell))
            {
                cells[key] = cell = units.Count;
                units.Add(0);
                for (var s = 0; s < sets.Count; s++)
                    if (sets[s].Members[i]) parts[s].Add(cell);
            }
            units[cell]++;
        }
        return ([.. units], [.. sets.Select((set, s) => new PublishedSet(set.Name, parts[s]))]);
    }

    // The simplest combination of the last set with others that leaves a small group. Variables: each set added, each set subtracted, and
    // whether a small base cell is in the group; a large one cannot be.
    private static Derivation? Subtracted(IReadOnlyList<int> units, List<PublishedSet> known, int threshold, long work)
    {
        var sets = known.Count;
        int[] inside = [.. known.SelectMany(set => set.Parts).Distinct().Where(part => units[part] > 0).Order()];
        int[] small = [.. inside.Where(part => units[part] < threshold)];
        if (small.Length == 0) return null;

        var place = small.Select((part, k) => (part, k)).ToDictionary(pair => pair.part, pair => 2 * sets + pair.k);
        var variables = Enumerable.Repeat(new Variable(1, 0, 1, Whole: true), 2 * sets).Concat(Enumerable.Repeat(new Variable(0, 0, 1, Whole: true), small.Length)).ToArray();
        var rows = new List<Row>
        {
            new([sets - 1, 2 * sets - 1], [1, 1], 1, 1),
            new([.. place.Values], [.. place.Keys.Select(part => (double)units[part])], 1, threshold - 1),
        };
        foreach (var part in inside)
        {
            var with = Enumerable.Range(0, sets).Where(s => known[s].Parts.Contains(part)).ToArray();
            var group = place.TryGetValue(part, out var variable) ? new[] { variable } : [];
            rows.Add(new Row(
                [.. with, .. with.Select(s => sets + s), .. group],
                [.. with.Select(_ => 1.0), .. with.Select(_ => -1.0), .. group.Select(_ => -1.0)], 0, 0));
        }
        var solution = LinearProgram.Minimise(variables, rows, work);
        if (solution.Values.Length == 0)
            return solution.Status == SolutionStatus.Infeasible ? null : new Derivation([], 0, [], [], new AttackerInterval(0, double.PositiveInfinity));
        int[] members = [.. place.Where(pair => solution.Values[pair.Value] > 0.5).Select(pair => pair.Key).Order()];
        var size = members.Sum(part => units[part]);
        return new Derivation(members, size, Named(0), Named(sets), new AttackerInterval(size, size));

        string[] Named(int from) => [.. Enumerable.Range(0, sets).Where(s => solution.Values[from + s] > 0.5).Select(s => known[s].Name)];
    }

    // Small base cells whose number of units the attacker knows too well.
    private static IEnumerable<Derivation> Narrow(IReadOnlyList<int> units, List<PublishedSet> known, int threshold, double level)
    {
        if (level == 0 || known.Count == 0) yield break;
        int[] inside = [.. known.SelectMany(set => set.Parts).Distinct().Order()];
        var place = inside.Select((part, k) => (part, k)).ToDictionary(pair => pair.part, pair => pair.k);
        var whole = known.Where(set => set.Parts.Count > 0).ToArray();
        var tables = new CellSystem(
            [.. inside.Select(part => (double)units[part]), .. whole.Select(set => (double)set.Parts.Sum(part => units[part]))],
            [.. whole.Select((set, s) => new Sum(inside.Length + s, [.. set.Parts.Select(part => place[part])]))]);
        var attacker = new Attacker(tables);
        attacker.Know([.. Enumerable.Range(0, tables.Count).Select(cell => cell < inside.Length)]);
        foreach (var part in inside)
        {
            if (units[part] == 0 || units[part] >= threshold) continue;
            var (down, up) = (attacker.Reach(place[part], -1), attacker.Reach(place[part], 1));
            if (down < Math.Min(level, units[part]) - 1e-9 || up < level - 1e-9)
                yield return new Derivation([part], units[part], [], [], new AttackerInterval(units[part] - down, units[part] + up));
        }
    }
}
