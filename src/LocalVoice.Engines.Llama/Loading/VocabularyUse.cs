using LLama.Native;

namespace LocalVoice.Engines.Llama.Loading;

/// <summary>A reference to a model's native memory, for readers of its vocabulary on other threads.</summary>
internal sealed class VocabularyUse : IDisposable
{
    private readonly SafeLlamaModelHandle _model;
    private readonly bool _added;

    public VocabularyUse(SafeLlamaModelHandle model)
    {
        _model = model;
        model.DangerousAddRef(ref _added);
    }

    public void Dispose()
    {
        if (_added)
        {
            _model.DangerousRelease();
        }
    }
}
