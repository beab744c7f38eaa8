namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>What a step did, for tests and traces.</summary>
internal sealed record StepReport(long Step, IReadOnlyList<StepReport.Part> Parts)
{
    /// <param name="Talking">A token of a response; else of a prompt.</param>
    internal readonly record struct Part(string? ConversationId, int Tokens, bool Talking);
}
