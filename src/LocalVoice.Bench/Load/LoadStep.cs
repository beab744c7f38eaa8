using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Load;

/// <summary>What came of one number of callers.</summary>
/// <param name="Offered">Callers that asked for a session.</param>
/// <param name="Accepted">Those that got one.</param>
/// <param name="Refused">Those that the server told to come later.</param>
/// <param name="Turns">Utterances due from the accepted.</param>
/// <param name="Unanswered">Utterances without an audible response; all of a call that was lost.</param>
/// <param name="V2vMs">Voice to voice of the answered.</param>
/// <param name="Server">The server's use of the machine; null where it runs elsewhere.</param>
public sealed record LoadStep(int Offered, int Accepted, int Refused, int Turns, int Unanswered, Distribution V2vMs, ProcessUse? Server);
