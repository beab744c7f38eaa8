namespace LocalVoice.Server.Http.Serving;

/// <summary>Serves one address of the API.</summary>
internal interface IStageEndpoint
{
    /// <summary>Writes the whole response. What it throws before is told by <see cref="ApiGate"/>.</summary>
    Task HandleAsync(HttpContext context);
}
