"""The client against a real server: LIPSWEEP_SERVER names it, LIPSWEEP_HOME is its folder."""

import io
import os
import re
import unittest
from pathlib import Path

import matplotlib
import pandas as pd
import requests

from lipsweep import Client, Problem, Unreachable
from lipsweep.server import ROUTES

matplotlib.use("Agg")

DEFINITION = """
name: client
recipe: text-tiny
space:
  - {optimizer: muon, constraint: spectral_soft_cap, sigmaMax: [1, 3], learningRate: 1}
  - {optimizer: adamw, constraint: none, learningRate: 0.02}
steps: 20
validateEvery: 20
seeds: 2
"""


class ClientTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.client = Client()
        cls.sweep = cls.client.submit(DEFINITION).wait(timeout=600, progress=False)

    def test_every_route_is_in_the_openapi_document(self):
        paths = requests.get(os.environ["LIPSWEEP_SERVER"] + "/v3/api-docs", timeout=60).json()["paths"]
        documented = {(method.upper(), re.sub(r"{\w+}", "{}", path)) for path in paths for method in paths[path]}
        for method, path in ROUTES.values():
            self.assertIn((method, re.sub(r"{\w+}", "{}", path)), documented)

    def test_trials_are_what_the_server_writes_as_csv(self):
        ours = self.sweep.trials()
        url = f"{os.environ['LIPSWEEP_SERVER']}/api/v1/sweeps/{self.sweep.id}/trials?format=csv"
        token = (Path(os.environ["LIPSWEEP_HOME"]) / "admin.token").read_text().strip()
        csv = pd.read_csv(url, float_precision="round_trip", storage_options={"Authorization": f"Bearer {token}"})
        self.assertEqual(6, len(ours))
        self.assertEqual(list(csv["accuracy"]), list(ours["accuracy"]))
        self.assertEqual(list(csv["state"]), list(ours["state"]))

    def test_the_frontier_is_the_running_maximum_over_the_sorted_trials(self):
        trials = self.sweep.trials().sort_values(["log10_bound", "accuracy"], ascending=[True, False])
        best = trials["accuracy"].cummax()
        expected = trials[best > best.shift(fill_value=-1.0)]
        self.assertEqual(list(expected["id"]), list(self.sweep.frontier()["trial"]))

    def test_a_frontier_is_drawn_for_each_group_over_all_results(self):
        axes = self.sweep.plot(by=["optimizer"])
        labels = [text.get_text() for text in axes.get_legend().get_texts()]
        self.assertEqual(["adamw", "muon", "results"], sorted(labels))
        axes.figure.savefig(io.BytesIO())

    def test_a_question_is_answered_by_the_means_of_the_configurations(self):
        means = self.sweep.trials().groupby("configuration")[["accuracy", "log10_bound"]].mean()
        middle = means["log10_bound"].median()
        answer = self.sweep.ask(bound=10 ** middle * 1.0001).iloc[0]
        self.assertAlmostEqual(means[means["log10_bound"] <= middle]["accuracy"].max(), answer["accuracy"], places=12)
        self.assertLessEqual(answer["accuracy_low"], answer["accuracy"])

    def test_statistics_have_a_row_for_each_configuration_and_are_drawn_with_bands(self):
        statistics = self.sweep.statistics(by=["optimizer"])
        self.assertEqual(3, len(statistics.configurations))
        self.assertTrue(statistics.configurations["on_frontier"].between(0, 1).all())
        self.assertEqual(["adamw", "muon"], sorted(statistics.groups["optimizer"].dropna()))
        axes = self.sweep.plot(by=["optimizer"], aggregate="mean")
        self.assertEqual(2, len(axes.collections), "a band each")

    def test_curves_are_by_step(self):
        curves = self.sweep.metrics(self.sweep.trials()["id"].iloc[0])
        self.assertEqual("step", curves.index.name)
        self.assertGreater(curves["train/loss"].count(), 0)

    def test_the_same_key_gives_the_same_sweep(self):
        first = self.client.submit({"name": "key", "recipe": "text-tiny", "space": [
            {"optimizer": "adamw", "constraint": "none", "learningRate": 0.02}], "steps": 5}, key="one-key")
        again = self.client.submit({"name": "key", "recipe": "text-tiny", "space": [
            {"optimizer": "adamw", "constraint": "none", "learningRate": 0.02}], "steps": 5}, key="one-key")
        self.assertEqual(first.id, again.id)
        first.cancel()
        self.assertEqual("CANCELLED", first.status()["state"])

    def test_a_wrong_definition_names_each_wrong_place(self):
        with self.assertRaises(Problem) as refused:
            self.client.submit(DEFINITION.replace("sigmaMax", "sigmaMx").replace("steps: 20", "stepz: 20"))
        self.assertEqual(400, refused.exception.status)
        self.assertRegex(str(refused.exception), "(?s)sigmaMx.*sigmaMax")
        self.assertRegex(str(refused.exception), "(?s)stepz.*steps")

    def test_a_preview_counts_trials_and_submits_nothing(self):
        before = len(self.client.sweeps())
        self.assertEqual(6, self.client.preview(DEFINITION)["trials"])
        self.assertEqual(before, len(self.client.sweeps()))

    def test_no_server_says_how_to_start_one(self):
        with self.assertRaisesRegex(Unreachable, "lipsweep server"):
            Client("http://127.0.0.1:9").sweeps()


if __name__ == "__main__":
    unittest.main()
