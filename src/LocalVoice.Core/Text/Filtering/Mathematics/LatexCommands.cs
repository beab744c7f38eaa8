using System.Collections.Frozen;

namespace LocalVoice.Core.Text.Filtering.Mathematics;

/// <summary>LaTeX's commands, by name. What they stand for is left to the normaliser, which knows the language.</summary>
internal static class LatexCommands
{
    /// <summary>Commands for one character or word.</summary>
    public static FrozenDictionary<string, string> Symbols { get; } =
        Pairs(
                "times × cdot × ast × div ÷ pm ± mp ± le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ lt < gt > ne ≠ neq ≠ approx ≈ sim ≈ "
                    + "equiv = infty ∞ degree ° circ ° percent % sum ∑ prod ∏ int ∫ partial ∂ nabla ∇ in ∈ notin ∉ cup ∪ cap ∩ "
                    + "forall ∀ exists ∃ angle ∠ perp ⊥ ldots … dots … cdots … euro € pounds £ prime ′"
            )
            .Concat(
                Pairs(
                    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ "
                        + "pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ "
                        + "Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω"
                )
            )
            .Concat(Blank("quad qquad to rightarrow Rightarrow leftarrow implies iff land lor hline left right"))
            .Concat(Blank("displaystyle limits nolimits big Big bigg Bigg bigl bigr Bigl Bigr hfill noindent newline"))
            .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Fractions = Words("frac dfrac tfrac cfrac");

    private static readonly FrozenSet<string> Wrappers = Words(
        "text textbf textit textrm texttt mathrm mathbf mathit mathsf mathbb mathcal mathtt operatorname mbox boxed fbox overline "
            + "underline vec hat bar tilde dot emph"
    );

    public static bool IsFraction(string name) => Fractions.Contains(name);

    public static bool IsRoot(string name) => name == "sqrt";

    /// <summary>Commands that only set how their argument looks.</summary>
    public static bool IsWrapper(string name) => Wrappers.Contains(name);

    /// <summary>Number of arguments in braces of a command that is read outside formulas too; 0 for all others.</summary>
    public static int ArgumentsOf(string name) =>
        IsFraction(name) ? 2
        : IsRoot(name) || IsWrapper(name) ? 1
        : 0;

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string text) =>
        text.Split(' ').Chunk(2).Select(pair => KeyValuePair.Create(pair[0], pair[1]));

    private static IEnumerable<KeyValuePair<string, string>> Blank(string names) =>
        names.Split(' ').Select(name => KeyValuePair.Create(name, " "));

    private static FrozenSet<string> Words(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
