using LocalVoice.Cli.Bench.Engines.Candidates;
using LocalVoice.Testing.Models;

namespace LocalVoice.Cli.Tests.Bench.Engines;

public sealed class CandidateFileTests : IDisposable
{
    private readonly ModelFolder _folder = new();

    public CandidateFileTests()
    {
        _folder.Add("ears", "lmgg...."u8.ToArray());
        _folder.Write("ears", "lmgg...."u8.ToArray());
        _folder.Add("starter-ears", "lmgg...."u8.ToArray());
        _folder.Write("starter-ears", "lmgg...."u8.ToArray());
    }

    [Fact]
    public void A_model_is_named_by_its_id_or_by_its_file()
    {
        var store = _folder.Open();

        var byId = CandidateFile.Named("stt", "ears", store);
        var byPath = CandidateFile.Named("stt", _folder.PathOf("ears"), store);

        Assert.Equal(new CandidateFile("stt", "ears", "ears", _folder.PathOf("ears")), byId);
        Assert.Equal(byId, byPath);
    }

    [Fact]
    public void A_file_that_the_manifest_does_not_know_is_called_by_its_name()
    {
        _folder.Write("mine", "GGUF...."u8.ToArray());

        Assert.Equal(
            new CandidateFile("llm", "mine.bin", null, _folder.PathOf("mine")),
            CandidateFile.Named("llm", _folder.PathOf("mine"), _folder.Open())
        );
    }

    [Fact]
    public void A_file_of_another_stage_is_refused_with_the_option_that_takes_it()
    {
        var failure = Assert.Throws<CliException>(() => CandidateFile.Named("llm", "ears", _folder.Open()));

        Assert.Contains("is a model of the stage stt", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--stt", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_with_its_path()
    {
        var failure = Assert.Throws<CliException>(() => CandidateFile.Named("stt", "nowhere.bin", _folder.Open()));

        Assert.Contains(Path.GetFullPath("nowhere.bin"), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_models_of_the_folder_compete_but_for_the_starters()
    {
        _folder.Write("mine", "lmgg...."u8.ToArray());
        _folder.Write("words", "GGUF...."u8.ToArray());

        Assert.Equal(["ears", "mine.bin"], CandidateFile.InFolder("stt", _folder.Open()).Select(file => file.Name));
        Assert.Equal(["words.bin"], CandidateFile.InFolder("llm", _folder.Open()).Select(file => file.Name));
    }

    [Fact]
    public void A_starter_is_measured_where_there_is_no_other_model()
    {
        File.Delete(_folder.PathOf("ears"));

        Assert.Equal(["starter-ears"], CandidateFile.InFolder("stt", _folder.Open()).Select(file => file.Name));
    }

    public void Dispose() => _folder.Dispose();
}
