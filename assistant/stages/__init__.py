"""One public function a stage, pure given its ports; stages do not know each other."""
