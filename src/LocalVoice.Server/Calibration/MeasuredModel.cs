using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Calibration;

/// <summary>The language model of this machine.</summary>
/// <param name="Load">Loads it where it is not.</param>
/// <param name="Names">Its file, or its id in brackets, and its template as configured; null where it is no model, but simulated.</param>
internal sealed record MeasuredModel(Func<IChatClient> Load, Func<(string PathOrId, string Template)?> Names);
