namespace LocalVoice.Core.Responses;

/// <summary>The failure of a stage that stopped the others.</summary>
internal sealed record StageFailure(string Stage, Exception Exception)
{
    /// <summary>The failure in which a response's stages ended.</summary>
    /// <param name="stages">Stages by name in pipeline order, all completed.</param>
    /// <param name="first">The first that did not succeed; null when all did.</param>
    public static StageFailure? Of(IReadOnlyList<(string Name, Task Task)> stages, Task? first)
    {
        if (first is null)
        {
            return null;
        }

        // A backend that cancels by itself, as HTTP clients do at their time-out, also ends as cancelled.
        var exception = first.Exception?.GetBaseException() ?? new TaskCanceledException(first);

        // A stage hands its failure on to the stages that read from it.
        var origin = stages.First(stage => stage.Task == first || stage.Task.Exception?.GetBaseException() == exception);
        return new(origin.Name, exception);
    }
}
