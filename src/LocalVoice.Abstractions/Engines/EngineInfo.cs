namespace LocalVoice.Engines;

/// <summary>What serves a stage, as reports and the page name it.</summary>
/// <param name="Stage"><c>vad</c>, <c>stt</c>, <c>llm</c> or <c>tts</c>.</param>
/// <param name="Name">The engine: <c>whisper</c>, <c>llama</c>, <c>piper</c>, <c>silero</c>, <c>deepgram</c> ….</param>
/// <param name="Model">The model's file or service name, without a path.</param>
/// <param name="Device">Where it runs: <c>cpu</c>, <c>cuda:0</c>, <c>cloud</c>.</param>
/// <param name="Package">The package that runs the model, with its version: <c>Whisper.net 1.9.1</c>.</param>
public sealed record EngineInfo(string Stage, string Name, string Model, string Device, string Package);
