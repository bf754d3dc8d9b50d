namespace UsageAnalysis.Commands.Demo;

/// <summary>Names that a person would believe, by the cultures that meet at a site.</summary>
static class PersonNames
{
    /// <summary>Given names and family names that go together.</summary>
    sealed record Culture(string Given, string Family);

    static readonly Culture Swiss = new(
        "Lukas Anna Matthias Sandra Reto Nicole Beat Ursina Stefan Claudia Jan Miriam Florian Katrin Urs Selina Tobias Franziska",
        "Keller Meier Brunner Baumann Frei Gerber Huber Schmid Steiner Zürcher Ammann Widmer Bühler Lüthi Wyss Kunz");

    static readonly Culture French = new(
        "Léa Antoine Camille Hugo Élise Mathieu Sophie Julien Chloé Nicolas Manon Guillaume",
        "Fournier Lefèvre Moreau Girard Roussel Mercier Blanchard Chevalier Perrin Gauthier");

    static readonly Culture Italian = new(
        "Giulia Marco Chiara Alessandro Francesca Davide Elena Matteo Silvia Paolo",
        "Rossi Bianchi Ferrari Conti Marchetti Galli Rinaldi Caruso Fontana Moretti");

    static readonly Culture Slavic = new(
        "Katarzyna Oleksandr Jana Piotr Milena Andrii Petra Tomasz Iryna Marek",
        "Nowak Kovalenko Dvorak Wisniewska Petrenko Horvat Zielinski Bondar Svoboda Kowalczyk");

    static readonly Culture American = new(
        "Emily James Megan Tyler Rachel Brandon Ashley Kevin Olivia Marcus Hannah Derek Grace Aaron Tiffany Malik",
        "Sullivan Carter Brooks Hayes Washington Reed Donovan Parker Coleman Murphy Ellis Bennett Jefferson Walsh");

    static readonly Culture Chinese = new(
        "Wei Jing Xiaoming Li Yan Hao Mei Jun Lin Yifan Qian Chen",
        "Zhang Wang Liu Chen Yang Zhao Huang Zhou Wu Xu");

    static readonly Culture Hispanic = new(
        "Sofia Diego Valeria Carlos Lucía Javier Camila Andrés Gabriela Mateo",
        "Ramírez Ortega Delgado Fuentes Morales Navarro Castillo Herrera Vega Rojas");

    static readonly Culture Indian = new(
        "Priya Arjun Ananya Rahul Kavya Vikram Deepa Sanjay Meera Rohan Lakshmi Karthik Sneha Aditya Divya Nikhil Pooja Suresh",
        "Nair Iyer Sharma Reddy Patel Rao Krishnan Menon Gupta Hegde Kulkarni Desai Banerjee Shetty Joshi Pillai");

    static readonly Culture Nordic = new(
        "Ingrid Lars Astrid Henrik Freja Mikael", "Lindström Hansen Nilsson Bergström Sørensen Dahl");

    static readonly Dictionary<string, Culture[]> BySite = new()
    {
        ["Basel"] = [Swiss, Swiss, French, Italian, Slavic, Nordic, Indian],
        ["Boston"] = [American, American, Chinese, Hispanic, Indian, Slavic],
        ["Bengaluru"] = [Indian],
    };

    /// <summary>A full name for somebody at this site.</summary>
    public static (string Given, string Family) Draw(Dice dice, Site site)
    {
        var culture = dice.Pick(BySite[site.Name]);
        return (dice.Pick(culture.Given.Split(' ')), dice.Pick(culture.Family.Split(' ')));
    }

    /// <summary>Lower-case ASCII, as logins are: "Lefèvre" becomes "lefevre".</summary>
    public static string Plain(string name) =>
        string.Concat(name.ToLowerInvariant().Select(letter => letter switch
        {
            'é' or 'è' => 'e',
            'ü' => 'u',
            'ö' or 'ø' => 'o',
            'á' => 'a',
            'í' => 'i',
            _ => letter,
        }));
}
