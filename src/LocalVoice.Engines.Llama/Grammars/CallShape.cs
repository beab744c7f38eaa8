namespace LocalVoice.Engines.Llama.Grammars;

/// <summary>How calls stand in a response, from part to part.</summary>
/// <param name="Begin">Before the first call's name.</param>
/// <param name="AfterName">What a response is made to begin with ends here, where the name is known.</param>
/// <param name="BeforeArguments">An expression of a grammar; what a model writes between the name and the arguments.</param>
/// <param name="End">After the arguments.</param>
/// <param name="Next">After one call, before the next one's name.</param>
/// <param name="Final">After the last call.</param>
internal sealed record CallShape(string Begin, string AfterName, string BeforeArguments, string End, string Next, string Final)
{
    /// <summary>What a response begins with that must call a function; the model goes on from there.</summary>
    /// <param name="function">Null for whichever.</param>
    public string Opening(string? function) => function is null ? Begin : Begin + function + AfterName;
}
