using Microsoft.Extensions.AI;

namespace LocalVoice.Server.Calibration;

/// <summary>The language model of this machine.</summary>
/// <param name="Load">Loads it where it is not.</param>
/// <param name="PathOrId">Its file, or its id in brackets.</param>
internal sealed record MeasuredModel(Func<IChatClient> Load, Func<string> PathOrId);
