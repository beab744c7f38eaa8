using LocalVoice.Server.Protocol;

namespace LocalVoice.Server.Http.Serving;

/// <summary>A request cannot be served. The message is for whoever made it.</summary>
/// <param name="code">For programs; stable.</param>
internal sealed class ApiException(int status, string code, string message, string? param = null) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    /// <summary>The path of the field that is wrong, or null.</summary>
    public string? Param => param;

    /// <summary>When the same request may succeed; null where that helps nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static ApiException Of(ProtocolException wrong) => new(StatusCodes.Status400BadRequest, wrong.Code, wrong.Message, wrong.Param);

    /// <param name="what">What is too large, as the subject of the sentence.</param>
    public static ApiException TooLarge(string what, long most, string setting, string? param = null) =>
        new(
            StatusCodes.Status413PayloadTooLarge,
            "request_too_large",
            $"{what} is larger than the {most} bytes that this server takes ({setting}).",
            param
        );

    /// <summary>A field whose value this server cannot honour.</summary>
    public static ApiException Unsupported(string param, string why) =>
        new(StatusCodes.Status400BadRequest, "unsupported_parameter", $"Unsupported parameter: '{param}'. {why}", param);
}
